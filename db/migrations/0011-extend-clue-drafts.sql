-- What a preview must know of a row before anything is stored: its shape as delivered, whether a person has to decide,
-- whether it was drawn by hand, and a version so that two people cannot decide one row at once.
alter table clue_draft
  add column original_geom geometry(MultiPolygon, 4490),
  add column needs_decision boolean not null default false,
  add column by_hand boolean not null default false,
  add column row_version integer not null default 1;

create index clue_draft_rows on clue_draft (county_code, batch_id, row_no);

-- 「记住本次对应」: the last mapping of the same channel and authority.
create index clue_batch_source on clue_batch (county_code, channel, authority, created_at);
