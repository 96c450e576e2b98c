-- Documents that belong to a clue or a problem: approval scans, filing forms, maps. The bytes are a blob.
-- distribute: attachment by county_code
create table attachment (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null check (subject_kind in ('clue', 'problem')),
  subject_id uuid not null,
  kind text not null,
  title text not null default '',
  file_name text not null,
  sha256 text not null,
  size bigint not null,
  mime text not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  removed_by text,
  removed_reason text,
  primary key (county_code, id),
  foreign key (county_code, sha256) references blob (county_code, sha256)
);

create index attachment_subject on attachment (county_code, subject_kind, subject_id);

alter table attachment enable row level security;
create policy attachment_rows on attachment using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update on attachment to shoutian_app;

-- A clue whose place was wrong moves with all that hangs on it; nothing else of a stored overlay ever changes.
grant update (division_code) on overlay_snapshot to shoutian_app;
