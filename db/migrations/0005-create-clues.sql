-- distribute: clue_batch by county_code
create table clue_batch (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  batch_no text not null,
  title text not null,
  channel text not null,
  discovery_method text not null,
  doc_no text not null default '',
  authority text not null default '',
  received_on date not null,
  due_on date,
  campaign_id uuid,
  state text not null check (state in ('draft', 'storing', 'stored', 'discarded')),
  file_name text,
  file_sha256 text,
  source_crs text,
  encoding text,
  mapping jsonb not null default '{}',
  report jsonb not null default '{}',
  clue_count integer not null default 0,
  row_version integer not null default 1,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  stored_at timestamptz,
  primary key (county_code, id),
  unique (county_code, batch_no)
);

-- Preview of a draft batch: rows are read, checked and decided here before anything is stored.
-- distribute: clue_draft by county_code
create table clue_draft (
  county_code text not null,
  batch_id uuid not null,
  id uuid not null,
  division_code text not null,
  row_no integer not null,
  monitor_no text,
  attributes jsonb not null default '{}',
  raw_attributes jsonb not null default '{}',
  issues jsonb not null default '[]',
  refused boolean not null default false,
  repaired text,
  matches jsonb not null default '[]',
  decision jsonb,
  area_m2 double precision,
  point geometry(Point, 4490),
  geom geometry(MultiPolygon, 4490),
  primary key (county_code, id),
  unique (county_code, batch_id, row_no),
  foreign key (county_code, batch_id) references clue_batch (county_code, id) on delete cascade
);

create index clue_draft_geom on clue_draft using gist (county_code, geom);

-- One piece of ground; one resolution answers all its clues. Stock or new is null until a date or a person decides it.
-- distribute: problem by county_code
create table problem (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_no text not null,
  title text not null,
  channel text not null,
  discovery_method text not null,
  source_doc_no text,
  source_no text,
  source_batch text,
  self_found boolean not null default false,
  found_year integer not null,
  built_year integer,
  built_date_precision text,
  stock_or_new text check (stock_or_new in ('stock', 'new')),
  stock_or_new_reason text,
  type text not null,
  non_agri boolean not null default false,
  non_grain boolean not null default false,
  location_text text not null default '',
  point geometry(Point, 4490),
  geom geometry(MultiPolygon, 4490),
  original_geom geometry(MultiPolygon, 4490),
  repaired text,
  area_m2 double precision not null default 0,
  farm_m2 double precision,
  pbf_m2 double precision,
  eco_m2 double precision,
  overlay_id uuid,
  area_override jsonb,
  party_type text,
  party_name text,
  party_phone text,
  current_state text,
  construction_stage text,
  ongoing boolean not null default false,
  demolition_required boolean not null default false,
  verify_result text,
  verified_by text,
  verified_on date,
  reject_reason text,
  category text,
  rectify_method text,
  measures text,
  lead_unit text not null,
  co_units text[] not null default '{}',
  responsible_unit text,
  responsible_person_id text,
  responsible_person text,
  leader text,
  list_id uuid,
  list_formed_on date,
  due_on date,
  original_due_on date,
  progress_pct integer not null default 0 check (progress_pct between 0 and 100),
  last_progress text,
  rectified_m2 double precision,
  demolished_m2 double precision,
  recultivated_m2 double precision,
  legalised_m2 double precision,
  state text not null,
  state_since timestamptz not null,
  suspended_from text,
  suspensions jsonb not null default '[]',
  resume_on date,
  closed_on date,
  reopened_on date,
  written_off_on date,
  written_off_by text,
  watch_until date,
  rebound_of uuid,
  merged_into uuid,
  transferred_to text,
  fake_flag boolean not null default false,
  confidential boolean not null default false,
  campaign_id uuid,
  found_at timestamptz,
  reported_at timestamptz,
  stopped_at timestamptz,
  eliminated_at timestamptz,
  remark text,
  search_terms text[] not null default '{}',
  search_text text not null default '',
  row_version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_by text not null,
  updated_at timestamptz not null default now(),
  primary key (county_code, id),
  unique (county_code, problem_no),
  unique (county_code, channel, source_no)
-- Room in each page: what an overlay changes is in no index, and with room beside it the new row needs no index either.
) with (fillfactor = 70);

create index problem_geom on problem using gist (county_code, geom);
create index problem_due on problem (county_code, state, due_on);
create index problem_place on problem (county_code, division_code);
create index problem_search on problem using gin (search_terms);

-- What a source says about one polygon (or one point).
-- distribute: clue by county_code
create table clue (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  batch_id uuid not null,
  clue_no text not null,
  monitor_no text,
  patch_no text,
  channel text not null,
  discovery_method text not null,
  patch_type text,
  feature text,
  image_date_before date,
  image_date_after date,
  monitor_area_m2 double precision,
  location_text text not null default '',
  remark text,
  raw_attributes jsonb not null default '{}',
  point geometry(Point, 4490),
  geom geometry(MultiPolygon, 4490),
  original_geom geometry(MultiPolygon, 4490),
  repaired text,
  area_m2 double precision not null default 0,
  farm_m2 double precision,
  pbf_m2 double precision,
  eco_m2 double precision,
  overlay_id uuid,
  proposed_verdict jsonb,
  type text,
  state text not null,
  state_since timestamptz not null,
  verdict text,
  verdict_sub text,
  problem_id uuid,
  duplicate_decision jsonb,
  lead_unit text,
  assigned_to text,
  assigned_name text,
  due_on date,
  dispatch_rule text,
  ongoing boolean not null default false,
  found_at timestamptz,
  reported_at timestamptz,
  no_signal_s integer not null default 0,
  construction_stage text,
  search_terms text[] not null default '{}',
  row_version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (county_code, id),
  unique (county_code, clue_no),
  foreign key (county_code, batch_id) references clue_batch (county_code, id),
  foreign key (county_code, problem_id) references problem (county_code, id)
) with (fillfactor = 70);

create index clue_geom on clue using gist (county_code, geom);
create index clue_batch_rows on clue (county_code, batch_id);
create index clue_problem on clue (county_code, problem_id);
create index clue_monitor on clue (county_code, monitor_no);
create index clue_state on clue (county_code, state, due_on);
create index clue_assigned on clue (county_code, assigned_to, state);
create index clue_search on clue using gin (search_terms);

-- Stored result of one overlay: never changed, a new run makes a new row.
-- distribute: overlay_snapshot by county_code
create table overlay_snapshot (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null check (subject_kind in ('clue', 'problem')),
  subject_id uuid not null,
  method text not null,
  layer_versions jsonb not null,
  result jsonb not null,
  repaired text,
  run_by text not null,
  run_at timestamptz not null,
  primary key (county_code, id)
);

create index overlay_snapshot_subject on overlay_snapshot (county_code, subject_id, run_at);

-- What somebody reported from the place, and what the town thought of it. The legal class may come from the town later:
-- `amendments` keeps, per field, what was reported and what the reviewer made of it. `operation_id` is made on the phone:
-- the same report sent twice is one report.
-- distribute: verification by county_code
create table verification (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  clue_id uuid not null,
  operation_id uuid not null,
  verdict text,
  verdict_sub text,
  answers jsonb not null default '{}',
  checklist jsonb not null default '[]',
  amendments jsonb not null default '{}',
  description text not null default '',
  on_ground text,
  construction_stage text,
  ongoing boolean not null default false,
  party_type text,
  party_name text,
  party_phone text,
  type text,
  built_year integer,
  reported_by text not null,
  reported_by_name text not null,
  reported_at timestamptz not null,
  review text check (review in ('accepted', 'returned')),
  review_reason text,
  reviewed_by text,
  reviewed_by_name text,
  reviewed_at timestamptz,
  primary key (county_code, id),
  unique (county_code, operation_id),
  foreign key (county_code, clue_id) references clue (county_code, id)
);

create index verification_clue on verification (county_code, clue_id, reported_at);
