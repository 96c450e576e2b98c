-- Evidence of the remedy: 拆除复耕, 批文入库 and the other methods; parts must add up to the problem's area.
-- distribute: evidence_pack by county_code
create table evidence_pack (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  method text not null,
  parts jsonb not null default '[]',
  recultivation jsonb,
  penalty jsonb,
  case_note text,
  publicity jsonb,
  updated_by text not null,
  updated_by_name text not null,
  updated_at timestamptz not null,
  row_version integer not null default 1,
  primary key (county_code, id),
  unique (county_code, problem_id),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

-- distribute: approval_doc by county_code
create table approval_doc (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  doc_no text not null,
  authority text not null,
  authority_level text not null,
  approved_on date not null,
  approved_m2 double precision,
  purpose text not null default '',
  scan_sha256 text,
  geom geometry(MultiPolygon, 4490),
  cover_ratio double precision,
  covered_m2 double precision,
  entered_by text not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

create index approval_doc_problem on approval_doc (county_code, problem_id);
create index approval_doc_no on approval_doc (county_code, doc_no);
create index approval_doc_geom on approval_doc using gist (county_code, geom);

-- One application to write a problem off; a returned one stays, a new one is made.
-- distribute: write_off by county_code
create table write_off (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  write_off_no text not null,
  state text not null check (state in ('siteCheck', 'townReview', 'countyReview', 'approved', 'returned')),
  apply_unit text not null,
  applicant_id text not null,
  applicant_name text not null,
  applied_on date not null,
  statement text not null default '',
  facts jsonb not null default '{}',
  look_back_plan jsonb not null default '[]',
  publicity jsonb,
  returned_reason text,
  decided_at timestamptz,
  row_version integer not null default 1,
  primary key (county_code, id),
  unique (county_code, write_off_no),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

create index write_off_problem on write_off (county_code, problem_id);

-- Named opinions of the chain: village, two field reviewers, centre, town, county. Never updated.
-- distribute: write_off_opinion by county_code
create table write_off_opinion (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  write_off_id uuid not null,
  step text not null check (step in ('apply', 'siteCheck', 'townReview', 'countyReview')),
  agree boolean not null,
  opinion text not null,
  site_checked_on date,
  lng double precision,
  lat double precision,
  person_id text not null,
  person_name text not null,
  person_roles text[] not null,
  at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, write_off_id) references write_off (county_code, id)
);

create index write_off_opinion_chain on write_off_opinion (county_code, write_off_id, at);

-- distribute: guard_override by county_code
create table guard_override (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  write_off_id uuid not null,
  guard text not null,
  reason text not null,
  doc_no text not null default '',
  document_sha256 text,
  person_id text not null,
  person_name text not null,
  at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, write_off_id, guard),
  foreign key (county_code, write_off_id) references write_off (county_code, id)
);

-- Visits after write-off: by plan (30/90/180 days) or by seeded draw.
-- distribute: look_back by county_code
create table look_back (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  kind text not null check (kind in ('plan', 'draw', 'rebound')),
  due_on date not null,
  draw_id uuid,
  state text not null check (state in ('due', 'done', 'cancelled')),
  result text check (result in ('kept', 'rebound', 'doubt')),
  note text,
  visited_on date,
  visitor_id text,
  visitor_name text,
  recorded_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

create index look_back_due on look_back (county_code, state, due_on);
create index look_back_problem on look_back (county_code, problem_id);

-- Seed, algorithm and population are fixed before the draw, so that anybody can repeat it.
-- distribute: inspection_draw by county_code
create table inspection_draw (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  title text not null,
  seed text not null,
  algorithm text not null,
  ratio double precision not null,
  strata text[] not null,
  population jsonb not null,
  population_sha256 text not null,
  picked jsonb not null,
  drawn_by text not null,
  drawn_by_name text not null,
  drawn_at timestamptz not null,
  primary key (county_code, id)
);
