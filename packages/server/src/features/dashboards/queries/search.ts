import type { Tx } from '../../../platform/request.ts';

export interface FoundRow {
  kind: 'problem' | 'clue' | 'batch' | 'list';
  id: string;
  no: string;
  title: string;
  hint: string;
}

/** Ten of each kind at most, problems first; every piece must stand in the row's text. */
export async function findEverywhere(
  tx: Tx,
  countyCode: string,
  needle: { terms: readonly string[]; pieces: readonly string[] },
): Promise<FoundRow[]> {
  return tx.query<FoundRow>(
    `select * from (
       select 'problem' as kind, p.id, p.problem_no as no, p.title, p.state as hint, 1 as rank from problem p
       where p.county_code = $1 and p.search_terms @> $2::text[]
         and not exists (select 1 from unnest($3::text[]) as n (piece) where strpos(p.search_text, n.piece) = 0)
       order by p.updated_at desc limit 10) a
     union all select * from (
       select 'clue', c.id, c.clue_no, coalesce(nullif(c.location_text, ''), c.monitor_no, ''), c.state, 2 from clue c
       where c.county_code = $1
         and not exists (select 1 from unnest($3::text[]) as n (piece)
           where strpos(lower(concat_ws(' ', c.clue_no, c.monitor_no, c.patch_no, c.location_text)), n.piece) = 0)
       order by c.updated_at desc limit 10) b
     union all select * from (
       select 'batch', b.id, b.batch_no, b.title, b.doc_no, 3 from clue_batch b
       where b.county_code = $1 and b.state <> 'discarded'
         and not exists (select 1 from unnest($3::text[]) as n (piece)
           where strpos(lower(concat_ws(' ', b.batch_no, b.title, b.doc_no, b.authority)), n.piece) = 0)
       order by b.received_on desc limit 10) c
     union all select * from (
       select 'list', l.id, case when l.state = 'frozen' then l.list_no else '' end, l.title, l.state, 4 from rectification_list l
       where l.county_code = $1 and l.state <> 'discarded'
         and not exists (select 1 from unnest($3::text[]) as n (piece) where strpos(lower(concat_ws(' ', l.list_no, l.title)), n.piece) = 0)
       order by l.created_at desc limit 10) d
     order by rank`,
    [countyCode, needle.terms, needle.pieces],
  );
}
