/** One statement of a migration file. */
export interface Statement {
  /** With the comments directly above it, without the semicolon. */
  text: string;
  /** Line of the file on which its first word stands, counted from 1. */
  line: number;
}

/** A quote, comment or function body that never ends. */
export class UnfinishedSql extends Error {
  override readonly name = 'UnfinishedSql';
}

// In this order: an escape string before the identifier its E would be, dollar quotes before a lone dollar.
const TOKEN =
  /(?<space>\s+)|(?<comment>--[^\n]*)|(?<block>\/\*)|(?<escape>[eE]'(?:[^'\\]|\\[\s\S]|'')*')|(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<dollar>\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<end>;)|(?<other>[\s\S])/uy;

/**
 * Splits SQL text into statements as psql does: semicolons inside quotes, dollar quotes, nested comments and
 * `begin atomic … end` bodies do not count. Throws UnfinishedSql with the line where something was left open.
 */
export function splitSql(sql: string): Statement[] {
  const statements: Statement[] = [];
  let begin = 0;
  let firstWord = -1;
  let words: string[] = [];
  let depth = 0;
  const lineAt = (at: number): number => sql.slice(0, at).split('\n').length;
  const finish = (end: number): void => {
    if (firstWord >= 0) statements.push({ text: sql.slice(begin, end).trim(), line: lineAt(firstWord) });
    begin = end + 1;
    firstWord = -1;
    words = [];
  };
  let at = 0;
  while (at < sql.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(sql)?.groups;
    if (groups === undefined) throw new UnfinishedSql(`line ${lineAt(at)}`);
    const token = Object.values(groups).find((value) => value !== undefined) ?? '';
    if (groups['end'] !== undefined && depth === 0) {
      finish(at);
      at += 1;
      continue;
    }
    const visible = groups['space'] === undefined && groups['comment'] === undefined && groups['block'] === undefined;
    if (visible && firstWord < 0) firstWord = at;
    if (groups['word'] !== undefined) {
      const word = token.toLowerCase();
      depth = bodyDepth(depth, words, word);
      if (words.length < 8 || depth > 0) words.push(word);
    }
    at = endOfToken(sql, at, token, groups, lineAt);
  }
  if (depth > 0) throw new UnfinishedSql(`the function body begun on line ${lineAt(firstWord)} has no end`);
  finish(sql.length);
  return statements;
}

/** Inside `begin atomic … end` of a SQL-standard function body semicolons belong to the body; `case` has an `end` too. */
function bodyDepth(depth: number, words: readonly string[], word: string): number {
  const isRoutine = words[0] === 'create' && words.slice(1, 4).some((w) => w === 'function' || w === 'procedure');
  if (!isRoutine) return depth;
  if (depth === 0) return word === 'begin' ? 1 : 0;
  if (word === 'case' || word === 'begin') return depth + 1;
  return word === 'end' ? depth - 1 : depth;
}

function endOfToken(
  sql: string,
  at: number,
  token: string,
  groups: Record<string, string | undefined>,
  lineAt: (at: number) => number,
): number {
  if (groups['dollar'] !== undefined) {
    const end = sql.indexOf(token, at + token.length);
    if (end < 0) throw new UnfinishedSql(`${token} on line ${lineAt(at)} is never closed`);
    return end + token.length;
  }
  if (groups['block'] !== undefined) return endOfBlockComment(sql, at, lineAt);
  if (groups['other'] === "'" || groups['other'] === '"')
    throw new UnfinishedSql(`the quote on line ${lineAt(at)} is never closed`);
  return at + token.length;
}

function endOfBlockComment(sql: string, from: number, lineAt: (at: number) => number): number {
  let open = 0;
  for (const mark of sql.slice(from).matchAll(/\/\*|\*\//g)) {
    open += mark[0] === '/*' ? 1 : -1;
    if (open === 0) return from + mark.index + 2;
  }
  throw new UnfinishedSql(`the comment on line ${lineAt(from)} is never closed`);
}
