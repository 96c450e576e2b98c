-- Evidence of the remedy: 拆除复耕, 批文入库 and the other methods; parts must add up to the problem's area. `contributors`
-- are all who ever filled it in: none of them may approve the write-off, even when another saved it last.
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
  case_state text not null default 'none' check (case_state in ('none', 'open', 'closed')),
  case_note text,
  review jsonb,
  contributors text[] not null default '{}',
  updated_by text not null,
  updated_by_name text not null,
  updated_at timestamptz not null,
  row_version integer not null default 1,
  primary key (county_code, id),
  unique (county_code, problem_id),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

-- One approval document of 批文入库. `doc_key` is the number without the differences of typing, so that the same document is
-- found again under another problem. A document is taken back, never deleted.
-- distribute: approval_doc by county_code
create table approval_doc (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  doc_no text not null,
  doc_key text not null,
  authority text not null,
  authority_level text not null,
  approved_on date not null,
  approved_m2 double precision,
  purpose text not null default '',
  scan_sha256 text,
  scan_name text,
  scan_mime text,
  geom geometry(MultiPolygon, 4490),
  repaired text,
  cover_ratio double precision,
  covered_m2 double precision,
  entered_by text not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  contributors text[] not null,
  review text check (review in ('accepted', 'explained')),
  review_reason text,
  reviewed_by text,
  reviewed_by_name text,
  reviewed_at timestamptz,
  removed_at timestamptz,
  removed_by text,
  removed_by_name text,
  removed_reason text,
  primary key (county_code, id),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

create index approval_doc_problem on approval_doc (county_code, problem_id);
create index approval_doc_key on approval_doc (county_code, doc_key);
create index approval_doc_geom on approval_doc using gist (county_code, geom);

-- One application to write a problem off; a returned one stays, a new one is made. `round` counts the lives of a problem: 1,
-- and one more after each reopening. `facts` keeps the guards as they stood when the county decided.
-- distribute: write_off by county_code
create table write_off (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  round integer not null default 1,
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
-- Two people applying at once: the second finds an application under way.
create unique index write_off_open on write_off (county_code, problem_id)
  where state in ('siteCheck', 'townReview', 'countyReview');

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

-- A condition let pass by the county, with reason and document, in one life of the problem. It may come before the
-- application: a condition of the application could not be let pass otherwise.
-- distribute: guard_override by county_code
create table guard_override (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  round integer not null,
  guard text not null,
  reason text not null,
  doc_no text not null default '',
  document_sha256 text,
  document_name text,
  person_id text not null,
  person_name text not null,
  at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, problem_id, round, guard),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

-- Visits after write-off: by plan (30/90/180 days), by seeded draw, or because a new clue overlaps the ground.
-- distribute: look_back by county_code
create table look_back (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  kind text not null check (kind in ('plan', 'draw', 'rebound')),
  due_on date not null,
  draw_id uuid,
  clue_id uuid,
  cause text,
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
-- The same overlap is told once, however often it is looked for.
create unique index look_back_overlap on look_back (county_code, problem_id, clue_id) where kind = 'rebound';

-- Seed, algorithm and population are committed before the draw, so that anybody can repeat it; only what was picked is
-- added afterwards.
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
  due_on date not null,
  prepared_at timestamptz not null,
  picked jsonb,
  drawn_by text not null,
  drawn_by_name text not null,
  drawn_at timestamptz,
  primary key (county_code, id)
);

grant update (picked, drawn_at) on inspection_draw to shoutian_app;
