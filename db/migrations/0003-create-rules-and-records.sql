-- Dated rules: a county's own values; national defaults live in the code and apply where no row does.
-- distribute: rule by county_code
create table rule (
  county_code text not null,
  id uuid not null,
  key text not null,
  value jsonb not null,
  valid_from date not null,
  valid_to date,
  source_doc text not null default '',
  mark text not null check (mark in ('V', 'K', 'D', 'S')),
  status text not null check (status in ('draft', 'confirmed')),
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (county_code, id)
);

create index rule_key on rule (county_code, key, valid_from);

-- Holidays and make-up working days come from the State Council's yearly notice: editable, none shipped.
-- distribute: calendar_day by county_code
create table calendar_day (
  county_code text not null,
  day date not null,
  kind text not null check (kind in ('holiday', 'makeUp')),
  source_doc text not null default '',
  primary key (county_code, day)
);

-- Numbers without gaps or re-use: one row a series, taken with a row lock inside the writing transaction.
-- distribute: counter by county_code
create table counter (
  county_code text not null,
  series text not null,
  value integer not null,
  primary key (county_code, series)
);

-- Append-only record of every act (timeline and audit): no UPDATE or DELETE is ever granted.
-- distribute: audit_event by county_code
create table audit_event (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null,
  subject_id uuid,
  action text not null,
  actor_id text not null,
  actor_name text not null,
  actor_roles text[] not null,
  at timestamptz not null,
  place text,
  reason text,
  changes jsonb not null default '{}',
  primary key (county_code, id)
);

create index audit_event_subject on audit_event (county_code, subject_kind, subject_id, at);
create index audit_event_at on audit_event (county_code, at);

-- Progress of long work; the queue itself is a local table of the job library.
-- distribute: job by county_code
create table job (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  kind text not null,
  title text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done integer not null default 0,
  total integer,
  message text not null default '',
  input jsonb not null default '{}',
  checkpoint jsonb not null default '{}',
  result jsonb,
  error jsonb,
  cancel_requested boolean not null default false,
  attempts integer not null default 0,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  primary key (county_code, id)
);

create index job_state on job (county_code, state, created_at);

-- Bytes by SHA-256; the bytes themselves lie in the blob folder or in S3-compatible storage.
-- distribute: blob by county_code
create table blob (
  county_code text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  mime text not null,
  created_at timestamptz not null default now(),
  primary key (county_code, sha256)
);

-- What a person has uploaded and not yet used (resumable upload finished).
-- distribute: upload by county_code
create table upload (
  county_code text not null,
  id uuid not null,
  sha256 text not null,
  file_name text not null,
  size bigint not null,
  purpose text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (county_code, id),
  foreign key (county_code, sha256) references blob (county_code, sha256)
);

-- Inbox of a person. Dedupe key: a warning about the same day and thing comes once.
-- distribute: notice by county_code
create table notice (
  county_code text not null,
  id uuid not null,
  person_id text not null,
  kind text not null,
  level text not null check (level in ('info', 'warn', 'alert')),
  title text not null,
  body text not null default '',
  link text,
  subject_kind text,
  subject_id uuid,
  dedupe text not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (county_code, id),
  unique (county_code, person_id, dedupe)
);

-- distribute: saved_view by county_code
create table saved_view (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  person_id text not null,
  list text not null,
  name text not null,
  definition jsonb not null,
  shared boolean not null default false,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (county_code, id)
);

-- distribute: campaign by county_code
create table campaign (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  title text not null,
  year integer not null,
  doc_no text not null default '',
  starts_on date,
  ends_on date,
  responsible_units text[] not null default '{}',
  source_scope text[] not null default '{}',
  attachments jsonb not null default '[]',
  closed boolean not null default false,
  row_version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (county_code, id)
);
