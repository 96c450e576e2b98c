-- 整改任务清单: a numbered version; frozen for good, its formation date starts the clock of what is new in it.
-- distribute: rectification_list by county_code
create table rectification_list (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  list_no text not null,
  title text not null,
  year integer not null,
  version_no integer not null,
  state text not null check (state in ('draft', 'frozen', 'discarded')),
  formed_on date,
  approver_id text,
  approver_name text,
  frozen_at timestamptz,
  snapshot_sha256 text,
  campaign_id uuid,
  row_version integer not null default 1,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null default now(),
  primary key (county_code, id),
  unique (county_code, list_no)
);

-- Two people freezing at once: the second finds the version taken.
create unique index rectification_list_version on rectification_list (county_code, division_code, version_no)
  where state = 'frozen';

-- distribute: rectification_item by county_code
create table rectification_item (
  county_code text not null,
  list_id uuid not null,
  problem_id uuid not null,
  division_code text not null,
  item_no integer not null,
  is_new boolean not null,
  measures text not null default '',
  rectify_method text,
  category text,
  responsible_unit text,
  responsible_person_id text,
  responsible_person text,
  leader text,
  due_on date,
  clock_version integer,
  list_formed_on date,
  milestones jsonb not null default '[]',
  snapshot jsonb not null default '{}',
  primary key (county_code, list_id, problem_id),
  foreign key (county_code, list_id) references rectification_list (county_code, id) on delete cascade,
  foreign key (county_code, problem_id) references problem (county_code, id)
);

create index rectification_item_problem on rectification_item (county_code, problem_id);

-- distribute: milestone by county_code
create table milestone (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  step text not null,
  name text not null,
  planned_on date not null,
  actual_on date,
  note text,
  responsible text,
  position integer not null,
  recorded_by text,
  recorded_by_name text,
  recorded_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

create index milestone_problem on milestone (county_code, problem_id, position);

-- distribute: extension by county_code
create table extension (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  reason_kind text not null,
  reason text not null,
  plan text not null,
  evidence jsonb not null default '[]',
  from_due_on date not null,
  to_due_on date not null,
  milestones jsonb not null default '[]',
  state text not null check (state in ('requested', 'approved', 'refused')),
  requested_by text not null,
  requested_by_name text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  primary key (county_code, id),
  foreign key (county_code, problem_id) references problem (county_code, id)
);

create index extension_problem on extension (county_code, problem_id);

-- Weekly picture of the board; printed figures are never recalculated.
-- distribute: board_snapshot by county_code
create table board_snapshot (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  list_id uuid,
  taken_on date not null,
  data jsonb not null,
  sha256 text not null,
  taken_by text not null,
  taken_at timestamptz not null,
  primary key (county_code, id),
  unique nulls not distinct (county_code, division_code, list_id, taken_on)
);
