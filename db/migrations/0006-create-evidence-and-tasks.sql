-- Position, bearing, time and device stand apart from EXIF; an unknown altitude is null, never 0. `phash_1` to `phash_4`
-- are the 16-bit quarters of the perceptual hash: two hashes that differ in at most 8 bits share a quarter up to 2 bits,
-- so candidates come from four indexes instead of a walk over all photos. Plain integers, because row-level security
-- keeps an index on an array from being used (its operators are not leakproof).
-- distribute: photo by county_code
create table photo (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null check (subject_kind in ('clue', 'problem', 'stopMeasure', 'lookBack')),
  subject_id uuid not null,
  problem_id uuid,
  kind text not null,
  stage text not null check (stage in ('scene', 'before', 'during', 'after', 'lookBack')),
  viewpoint text,
  caption text,
  sha256 text not null,
  thumbnail_sha256 text,
  view_sha256 text,
  mime text not null,
  size bigint not null,
  width integer,
  height integer,
  phash text check (phash ~ '^[0-9a-f]{16}$'),
  phash_1 integer,
  phash_2 integer,
  phash_3 integer,
  phash_4 integer,
  taken_at timestamptz,
  taken_at_source text check (taken_at_source in ('device', 'exif')),
  received_at timestamptz not null,
  clock_offset_s integer,
  lng double precision,
  lat double precision,
  accuracy_m double precision,
  altitude_m double precision,
  bearing_deg double precision,
  pitch_deg double precision,
  position_source text check (position_source in ('device', 'exif')),
  device text,
  software text,
  mocked boolean,
  imported boolean not null default false,
  distance_m double precision,
  exif jsonb not null default '{}',
  checks jsonb not null default '[]',
  review text check (review in ('accepted', 'rejected', 'explained')),
  review_reason text,
  reviewed_by text,
  reviewed_by_name text,
  reviewed_at timestamptz,
  uploaded_by text not null,
  uploaded_by_name text not null,
  primary key (county_code, id),
  foreign key (county_code, sha256) references blob (county_code, sha256)
);

create index photo_subject on photo (county_code, subject_kind, subject_id);
create index photo_problem on photo (county_code, problem_id);
create index photo_bytes on photo (county_code, sha256);
create index photo_phash_1 on photo (county_code, phash_1);
create index photo_phash_2 on photo (county_code, phash_2);
create index photo_phash_3 on photo (county_code, phash_3);
create index photo_phash_4 on photo (county_code, phash_4);

-- distribute: stop_measure by county_code
create table stop_measure (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null check (subject_kind in ('clue', 'problem')),
  subject_id uuid not null,
  kind text not null,
  taken_at timestamptz not null,
  content text not null default '',
  law_basis text not null default '',
  party_present boolean,
  recheck_due_on date,
  recheck_result text check (recheck_result in ('stopped', 'notStopped', 'resumed')),
  rechecked_at timestamptz,
  rechecked_by text,
  rechecked_by_name text,
  escalated_at timestamptz,
  note text not null default '',
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  primary key (county_code, id)
);

create index stop_measure_subject on stop_measure (county_code, subject_kind, subject_id);

-- What a person has to do, and until when: the phone's list reads this.
-- distribute: task by county_code
create table task (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  kind text not null,
  title text not null,
  instructions text not null default '',
  subject_kind text not null,
  subject_id uuid not null,
  assigned_to text,
  assigned_name text,
  assigned_role text,
  due_on date,
  state text not null check (state in ('open', 'done', 'cancelled')),
  returned_reason text,
  result jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  done_by text,
  primary key (county_code, id)
);

create index task_assigned on task (county_code, assigned_to, state, due_on);
create index task_subject on task (county_code, subject_kind, subject_id);
create index task_due on task (county_code, state, due_on);
