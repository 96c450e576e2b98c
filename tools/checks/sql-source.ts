import ts from 'typescript';
import { readTexts, type TextFile } from '../lib/files.ts';
import { computesInWrite, LAW_20, statementFindings, statementsOf } from './sql-text.ts';

const LOOKS_LIKE_SQL =
  /^\s*(--[^\n]*\n\s*)*(select|insert\s+into|update|delete\s+from|with|copy|create|alter|drop|set|grant|truncate)\s+\S/i;

export interface SqlInSource {
  readonly sql: string;
  readonly line: number;
  /** It is part of what a query builder writes or gives back. */
  readonly inWrite: boolean;
}

const WRITERS = new Set(['set', 'returning', 'doUpdateSet']);

function isInWrite(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined && !ts.isStatement(at); at = at.parent) {
    if (
      ts.isCallExpression(at) &&
      ts.isPropertyAccessExpression(at.expression) &&
      WRITERS.has(at.expression.name.text)
    ) {
      return at.arguments.some((argument) => argument.pos <= node.pos && node.end <= argument.end);
    }
  }
  return false;
}

/** Every SQL text in a TypeScript file: sql`…` templates, and strings that begin like a statement. `${…}` reads as $0. */
export function sqlIn(file: TextFile): SqlInSource[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const found: SqlInSource[] = [];
  const add = (node: ts.Node, sql: string): void => {
    found.push({
      sql,
      line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
      inWrite: isInWrite(node),
    });
  };
  const text = (node: ts.TemplateLiteral): string =>
    ts.isNoSubstitutionTemplateLiteral(node)
      ? node.text
      : node.head.text + node.templateSpans.map((span) => `$0${span.literal.text}`).join('');
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(source).split('.')[0] === 'sql') {
      add(node, text(node.template));
      for (const span of ts.isTemplateExpression(node.template) ? node.template.templateSpans : [])
        visit(span.expression);
      return;
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
      const sql = ts.isStringLiteral(node) ? node.text : text(node);
      if (LOOKS_LIKE_SQL.test(sql)) add(node, sql);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Statements in migrations and in the server's sources that break a law, as `file:line: law …`. */
export function checkSqlText(root: string): string[] {
  const migrations = readTexts(root, /^db\/migrations\/.*\.sql$/).flatMap(({ path, text }) =>
    statementsOf(text).flatMap((statement) =>
      statementFindings(statement.text, 'migration').map((finding) => `${path}:${statement.line}: ${finding}`),
    ),
  );
  const sources = readTexts(root, /^packages\/server\/src\/.*(?<!\.test|\.gen)\.ts$/).flatMap((file) =>
    sqlIn(file).flatMap(({ sql, line, inWrite }) =>
      [
        ...statementFindings(sql, file.path.includes('/features/') ? 'feature' : 'platform'),
        ...(inWrite && computesInWrite(sql) ? [LAW_20] : []),
      ].map((finding) => `${file.path}:${line}: ${finding}`),
    ),
  );
  return [...migrations, ...sources];
}
