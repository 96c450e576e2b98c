import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSql, UnfinishedSql } from './split-sql.ts';

const texts = (sql: string): string[] => splitSql(sql).map((statement) => statement.text);

describe('splitting SQL into statements', () => {
  it.each([
    ['plain', 'select 1; select 2;', ['select 1', 'select 2']],
    ['without a last semicolon', 'select 1;\nselect 2\n', ['select 1', 'select 2']],
    ['nothing but space and comments', ' ;;\n-- none; at all\n/* ; */;', []],
    ['quotes', `select 'a;b', 'it''s;', "c;""d"; select 2`, [`select 'a;b', 'it''s;', "c;""d"`, 'select 2']],
    [
      'escape strings',
      String.raw`select e'\';', E'\\'; select 'a\'; select 3`,
      [String.raw`select e'\';', E'\\'`, String.raw`select 'a\'`, 'select 3'],
    ],
    [
      'an identifier that ends in e before a quote',
      `select 1 as type;select '\\';select 2`,
      ['select 1 as type', `select '\\'`, 'select 2'],
    ],
    ['dollar quotes', 'do $$ begin; end $$; do $a$ $$ ; $$ $a$', ['do $$ begin; end $$', 'do $a$ $$ ; $$ $a$']],
    [
      'parameters and dollars in names',
      'select $1; select a$b, b$a; select 2',
      ['select $1', 'select a$b, b$a', 'select 2'],
    ],
    ['nested comments', 'select /* a; /* b; */ c; */ 1; select 2', ['select /* a; /* b; */ c; */ 1', 'select 2']],
    [
      'Chinese names and text',
      `select "地类；" as 面积 from 图斑; select '；;'`,
      ['select "地类；" as 面积 from 图斑', `select '；;'`],
    ],
  ])('%s', (_name, sql, expected) => {
    expect(texts(sql)).toEqual(expected);
  });

  it('keeps the body of a SQL-standard function together', () => {
    const body =
      'create or replace function f(a int) returns int begin atomic select case a when 1 then 2 end; select 3; end';
    expect(texts(`${body}; select 4`)).toEqual([body, 'select 4']);
    expect(texts('begin; select 1; end; create table "begin" (a int); commit')).toHaveLength(5);
  });

  it('keeps the comment above with its statement, and tells the line of the first word', () => {
    const sql = '-- reference: a\ncreate table a ();\n\n/* why */\n-- distribute: b by c\n  create table b ();';
    expect(splitSql(sql)).toEqual([
      { text: '-- reference: a\ncreate table a ()', line: 2 },
      { text: '/* why */\n-- distribute: b by c\n  create table b ()', line: 6 },
    ]);
  });

  it.each([
    ["select 'open", /quote on line 1/],
    ['\n\nselect "open', /quote on line 3/],
    ['select 1;\ndo $x$ open $$', /\$x\$ on line 2/],
    ['select 1 /* /* */', /comment on line 1/],
    ['\ncreate function f() returns int begin atomic select 1;', /begun on line 2/],
  ])('says where %j was left open', (sql, where) => {
    expect(() => splitSql(sql)).toThrow(UnfinishedSql);
    expect(() => splitSql(sql)).toThrow(where);
  });

  it('finds any statements again that were joined', () => {
    const piece = fc.constantFrom(
      `'a;''b'`,
      '"c;"',
      '$$ ; $$',
      '$t$ $$;$$ $t$',
      '/* ; /* ; */ */',
      '-- ;\n',
      'word',
      '1',
      '$1',
      '(',
      '\n',
      `e'\\';'`,
    );
    const statement = fc.array(piece, { maxLength: 8 }).map((parts) => `select ${parts.join(' ')} 0`);
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        expect(texts(statements.join(';\n'))).toEqual(statements);
      }),
    );
  });
});
