import type { Column, Policy, Schema, Table, View } from './model.ts';

const HEADER = `-- What db/migrations make, read back from the catalogue. Written by \`node tools/run.mjs schema\`, never by hand.
-- The same text on every engine; to be read and compared, not to be run.
`;
const COMMANDS: Readonly<Record<string, string>> = { r: 'select', a: 'insert', w: 'update', d: 'delete', '*': 'all' };
const STORAGE: Readonly<Record<string, string>> = { e: 'external', m: 'main', p: 'plain', x: 'extended' };

// The deparser's layout differs between versions in blanks, and in whether it names the schema public.
function tidy(expression: string): string {
  return expression
    .replace(/\bpublic\./g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`;
}

function columnLine({ name, type, notNull, default: value, generated, identity, storage }: Column): string {
  const kind = generated === 's' ? 'stored' : 'virtual';
  return [
    `  ${quoted(name)} ${tidy(type)}`,
    notNull ? 'not null' : '',
    value !== null && generated === '' ? `default ${tidy(value)}` : '',
    value !== null && generated !== '' ? `generated always as (${tidy(value)}) ${kind}` : '',
    identity === '' ? '' : 'generated as identity',
    storage === null ? '' : `storage ${STORAGE[storage] ?? storage}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function policyLine(table: string, { name, command, roles, using, check }: Policy): string {
  return [
    `create policy ${name} on ${table} for ${COMMANDS[command] ?? command} to ${roles.join(', ')}`,
    using === null ? '' : `\n  using (${tidy(using)})`,
    check === null ? '' : `\n  with check (${tidy(check)})`,
    ';',
  ].join('');
}

function tableText(table: Table): string {
  const inside = [
    ...table.columns.map(columnLine),
    ...table.constraints.map(({ name, definition }) => `  constraint ${name} ${tidy(definition)}`),
  ];
  return [
    `create table ${table.name} (\n${inside.join(',\n')}\n);`,
    ...table.indexes.filter((index) => !index.ofConstraint).map(({ definition }) => `${tidy(definition)};`),
    ...(table.rowSecurity ? [`alter table ${table.name} enable row level security;`] : []),
    ...(table.forceRowSecurity ? [`alter table ${table.name} force row level security;`] : []),
    ...table.policies.map((policy) => policyLine(table.name, policy)),
    ...table.triggers.map((text) => `${tidy(text)};`),
    ...table.rules.map((text) => tidy(text)),
  ].join('\n');
}

// Since PostgreSQL 16 a view over one table is printed without the table's name before each column.
function viewText({ name, materialized, options, columns, definition }: View): string {
  const body = tidy(definition).replace(/\b[a-z_]\w*\.(?=[a-z_"])/g, '');
  const head = `create ${materialized ? 'materialized ' : ''}view ${name}`;
  return `${head} with (${[...options].sort().join(', ')}) as -- ${columns.map((column) => column.name).join(', ')}\n  ${body}`;
}

/** The whole schema as sorted text: extensions, types, tables with all that hangs on them, views, functions, grants. */
export function dumpSchema(schema: Schema): string {
  const blocks = [
    HEADER.trimEnd(),
    schema.extensions.map(({ name, schema: place }) => `create extension ${name} schema ${place};`).join('\n'),
    schema.types.map((text) => `create type ${text};`).join('\n'),
    schema.sequences.map((name) => `create sequence ${name};`).join('\n'),
    ...schema.tables.map(tableText),
    ...schema.views.map(viewText),
    ...schema.routines.map(({ definition }) => `${definition.trim()};`),
    schema.grants.map(({ on, to, privileges }) => `grant ${privileges.join(', ')} on ${on} to ${to};`).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
