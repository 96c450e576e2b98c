import type { Column, Schema } from './model.ts';

const HEADER = `// Column types of every table, for Kysely. Written by \`node tools/run.mjs schema\` from db/migrations, never by hand.
// Names are camelCase here and snake_case in the database.
import type { ColumnType, GeneratedAlways } from 'kysely';

`;

// What the driver gives and takes, as packages/server/src/platform/db sets its parsers: a day stays text, a number is
// a number, geometry is the hexadecimal EWKB.
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(text|uuid|date|character.*|geometry.*|geography.*|time .*|interval|name|inet|tsvector|xml)$/, 'string'],
  [/^(smallint|integer|bigint|numeric.*|double precision|real|oid)$/, 'number'],
  [/^boolean$/, 'boolean'],
  [/^timestamp.*$/, 'Timestamp'],
  [/^jsonb?$/, 'Json'],
  [/^bytea$/, 'Buffer'],
];
const ALIASES: readonly (readonly [string, string])[] = [
  // Kysely's own Generated does not look into a ColumnType
  [
    'Generated',
    'type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;',
  ],
  ['Json', 'type Json = ColumnType<unknown, string | object | number | boolean, string | object | number | boolean>;'],
  ['Timestamp', 'type Timestamp = ColumnType<Date, Date | string, Date | string>;'],
];

/** Kysely's CamelCasePlugin read backwards: `area_m2` is areaM2, a name without an underscore stays. */
export function camelCase(name: string): string {
  return name.replace(/(?<!^)_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

function typeOf(type: string): string {
  if (type.endsWith('[]')) return `${typeOf(type.slice(0, -2))}[]`;
  const found = TYPES.find(([pattern]) => pattern.test(type.replace(/^public\./, '')));
  if (found === undefined)
    throw new Error(`tools/schema/types.ts knows no TypeScript type for the SQL type "${type}": add it to TYPES`);
  return found[1];
}

function columnType(column: Column): string {
  const base = typeOf(column.type);
  const type = column.notNull ? base : `${base} | null`;
  if (column.generated !== '' || column.identity === 'a') return `GeneratedAlways<${type}>`;
  return column.default !== null || column.identity !== '' ? `Generated<${type}>` : type;
}

function pascalCase(name: string): string {
  const camel = camelCase(name.replace('.', '_'));
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** The text of schema.gen.ts: one interface a table and view, and `Database` over all. @throws for an unknown SQL type. */
export function typesOf(schema: Schema): string {
  const relations = [...schema.tables, ...schema.views];
  const interfaces = relations.map(({ name, columns }) => {
    const lines = columns.map((column) => `  ${camelCase(column.name)}: ${columnType(column)};`);
    return `export interface ${pascalCase(name)}Table {\n${lines.join('\n')}\n}\n`;
  });
  const key = (name: string): string => (name.includes('.') ? `'${name}'` : camelCase(name));
  const database = `export interface Database {\n${relations.map(({ name }) => `  ${key(name)}: ${pascalCase(name)}Table;`).join('\n')}\n}\n`;
  const body = `${interfaces.join('\n')}\n${database}`;
  const aliases = ALIASES.filter(([name]) => new RegExp(`\\b${name}\\b`).test(body)).map(([, text]) => `${text}\n`);
  const imports = ['ColumnType', 'GeneratedAlways'].filter((name) =>
    new RegExp(`\\b${name}<`).test(body + aliases.join('')),
  );
  return (
    HEADER.replace('ColumnType, GeneratedAlways', imports.join(', ')) +
    (aliases.length > 0 ? `${aliases.join('')}\n` : '') +
    body
  );
}
