import source from './tokens.css?raw';

/**
 * Reads the custom properties of a style sheet.
 * @returns map from name (with the leading `--`) to the raw value, first declaration wins:
 * the later ones stand inside media queries (high contrast) and are the browser's business.
 */
export function readTokens(css: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const match of plain.matchAll(/(--[a-z0-9-]+)\s*:\s*([^;{}]+);/gi)) {
    const [, name, value] = match;
    if (name !== undefined && value !== undefined && !found.has(name)) found.set(name, value.trim());
  }
  return found;
}

const all = readTokens(source);

/**
 * One value of tokens.css, for the places that cannot read a custom property (the Ant Design algorithm, ECharts).
 * @throws Error when the name is not in tokens.css: a misspelt token must not become a silent default.
 */
export function token(name: string): string {
  const value = all.get(name);
  if (value === undefined) throw new Error(`tokens.css has no ${name}`);
  return value;
}
