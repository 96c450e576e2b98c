// Laws that only the text of a statement shows.

const VOLATILE =
  /\b(random|gen_random_uuid|uuidv[47]|uuid_generate_v\d\w*|clock_timestamp|statement_timestamp|timeofday|nextval|setval)\s*\(/i;
const STABLE_OVER_ROWS =
  /\b(jsonb?_build_(object|array)|to_jsonb?|row_to_json|to_char|to_timestamp|date_trunc|age)\s*\(|[+-]\s*interval\b/i;

/** The statement with comments and the contents of its string literals blanked out; quotes and length stay. */
export function withoutLiterals(sql: string): string {
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'/g, (found) =>
    found.startsWith("'") ? `'${blank(found.slice(1, -1))}'` : blank(found),
  );
}

/** Splits a file into its statements; a semicolon inside a literal, comment or dollar quote does not end one. */
export function statementsOf(sql: string): { text: string; line: number }[] {
  const bare = withoutLiterals(sql);
  const statements: { text: string; line: number }[] = [];
  for (let start = 0; start < sql.length; ) {
    const end = bare.indexOf(';', start) < 0 ? sql.length : bare.indexOf(';', start);
    const lead = bare.slice(start, end).search(/\S/);
    if (lead >= 0)
      statements.push({ text: sql.slice(start, end), line: sql.slice(0, start + lead).split('\n').length });
    start = end + 1;
  }
  return statements;
}

// From a keyword to the end of the parenthesis it stands in: what an update sets, what a returning gives back.
function regions(bare: string, keyword: RegExp): string[] {
  return [...bare.matchAll(keyword)].map((match) => {
    let depth = 0;
    for (let at = match.index; at < bare.length; at += 1) {
      if (bare[at] === '(') depth += 1;
      if (bare[at] === ')' && --depth < 0) return bare.slice(match.index, at);
    }
    return bare.slice(match.index);
  });
}

/** Whether an expression handed to a builder's set, returning or doUpdateSet breaks law 20. */
export function computesInWrite(fragment: string): boolean {
  const bare = withoutLiterals(fragment);
  return VOLATILE.test(bare) || STABLE_OVER_ROWS.test(bare);
}

/** The sentence for law 20. */
export const LAW_20 =
  'law 20: an update, upsert or returning calls a volatile function, or a stable one over columns. Compute it in TypeScript and bind it, or use a CTE.';

interface Law {
  readonly breaks: (bare: string, inFeature: boolean, sql: string) => boolean;
  readonly says: string;
}

const WRITES =
  /(?<!\bfor\s+(no\s+key\s+)?|\bon\s+)\bupdate\s+(only\s+)?[\w."]+\s+(as\s+)?(\w+\s+)?set\b|\bdo\s+update\s+set\b|\breturning\b/gi;

const LAWS: readonly Law[] = [
  {
    breaks: (bare) => /;\s*\S/.test(bare),
    says: 'law 11: more than one statement in a string. Send one statement a call.',
  },
  {
    // also inside a function's body, which `bare` does not show
    breaks: (_bare, _inFeature, sql) => /\bset_config\s*\(/i.test(sql.replace(/--[^\n]*/g, '')),
    says: 'law 14: set_config does not reach Citus workers. Use a plpgsql function that executes "set local …".',
  },
  {
    breaks: (bare) => /^\s*set\s+(?!local\b|constraints\b|transaction\b)/i.test(bare),
    says: 'law 14: a session-wide SET is shared by all clients of the embedded database. Use set local inside the transaction.',
  },
  {
    breaks: (bare, inFeature) => inFeature && /^\s*copy\b[\s\S]*\bfrom\b/i.test(bare),
    says: 'law 17: COPY FROM does not work under row-level security. Use the loader (bulkLoad), or insert … select unnest(…).',
  },
  {
    breaks: (bare) =>
      /\bfor\s+(no\s+key\s+)?update\b[\s\S]*\bskip\s+locked\b/i.test(bare) && !/\bcounty_code"?\s*=/i.test(bare),
    says: 'law 19: skip locked without a county. Add county_code = $1.',
  },
  {
    breaks: (bare) => /\bin\s*\(\s*select\b[^)]*\blimit\b[^)]*\bfor\s+(no\s+key\s+)?update\b/i.test(bare),
    says: 'law 19: "in (select … limit … for update)" was seen to take more rows than its limit. Put the select into a CTE.',
  },
  {
    breaks: (bare) => regions(bare, WRITES).some((part) => VOLATILE.test(part) || STABLE_OVER_ROWS.test(part)),
    says: LAW_20,
  },
];
const DDL: readonly Law[] = [
  {
    breaks: (bare) => /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?(trigger|rule)\b/i.test(bare),
    says: 'law 7: no triggers, no rules. Write it in the application.',
  },
  { breaks: (bare) => /\bsecurity\s+definer\b/i.test(bare), says: 'law 7: no security definer functions.' },
  {
    breaks: (bare) => /\bgenerated\s+always\s+as\s*\((?![\s\S]*\bstored\b)/i.test(bare),
    says: 'law 8: a generated column says STORED.',
  },
  {
    breaks: (bare) => /\b(big|small)?serial\b|\bas\s+identity\b/i.test(bare),
    says: 'law 4: no serial, no identity; the application makes uuid v7.',
  },
  {
    breaks: (bare) => /\bon\s+(delete|update)\s+set\s+(null|default)\b|\bon\s+update\s+cascade\b/i.test(bare),
    says: 'law 3: no "set null", no "on update cascade".',
  },
];

/** What is wrong with one statement; `kind` tells a migration from a query of a feature or of the platform. */
export function statementFindings(sql: string, kind: 'migration' | 'feature' | 'platform'): string[] {
  const bare = withoutLiterals(sql).trim().replace(/;$/, '');
  return [...LAWS, ...(kind === 'migration' ? DDL : [])]
    .filter((law) => law.breaks(bare, kind === 'feature', sql))
    .map(({ says }) => says);
}
