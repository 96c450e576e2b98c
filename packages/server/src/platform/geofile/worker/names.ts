/** Field names made distinct: the second `MC` becomes `MC_2`. The same rule for every reader, so that a mapping holds. */
export function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const base = name === '' ? 'FIELD' : name;
    let unique = base;
    for (let n = 2; used.has(unique); n++) unique = `${base}_${n}`;
    used.add(unique);
    return unique;
  });
}
