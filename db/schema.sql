-- What db/migrations make, read back from the catalogue. Written by `node tools/run.mjs schema`, never by hand.
-- The same text on every engine; to be read and compared, not to be run.

create extension btree_gist schema public;
create extension pg_trgm schema public;
create extension plpgsql schema pg_catalog;
create extension postgis schema public;

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
  purpose text not null default ''::text,
  scan_sha256 text,
  scan_name text,
  scan_mime text,
  geom geometry(MultiPolygon,4490),
  repaired text,
  cover_ratio double precision,
  covered_m2 double precision,
  entered_by text not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  contributors text[] not null,
  review text,
  review_reason text,
  reviewed_by text,
  reviewed_by_name text,
  reviewed_at timestamp with time zone,
  removed_at timestamp with time zone,
  removed_by text,
  removed_by_name text,
  removed_reason text,
  constraint approval_doc_pkey PRIMARY KEY (county_code, id),
  constraint approval_doc_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id),
  constraint approval_doc_review_check CHECK ((review = ANY (ARRAY['accepted'::text, 'explained'::text])))
);
CREATE INDEX approval_doc_geom ON approval_doc USING gist (county_code, geom);
CREATE INDEX approval_doc_key ON approval_doc USING btree (county_code, doc_key);
CREATE INDEX approval_doc_problem ON approval_doc USING btree (county_code, problem_id);
alter table approval_doc enable row level security;
create policy approval_doc_rows on approval_doc for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table attachment (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null,
  title text not null default ''::text,
  file_name text not null,
  sha256 text not null,
  size bigint not null,
  mime text not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  uploaded_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  removed_by text,
  removed_reason text,
  constraint attachment_pkey PRIMARY KEY (county_code, id),
  constraint attachment_county_code_sha256_fkey FOREIGN KEY (county_code, sha256) REFERENCES blob(county_code, sha256),
  constraint attachment_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['clue'::text, 'problem'::text])))
);
CREATE INDEX attachment_subject ON attachment USING btree (county_code, subject_kind, subject_id);
alter table attachment enable row level security;
create policy attachment_rows on attachment for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

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
  at timestamp with time zone not null,
  place text,
  reason text,
  changes jsonb not null default '{}'::jsonb,
  constraint audit_event_pkey PRIMARY KEY (county_code, id)
);
CREATE INDEX audit_event_at ON audit_event USING btree (county_code, at);
CREATE INDEX audit_event_subject ON audit_event USING btree (county_code, subject_kind, subject_id, at);
alter table audit_event enable row level security;
create policy audit_event_append on audit_event for insert to public
  with check ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)));
create policy audit_event_read on audit_event for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table auth_account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint auth_account_pkey PRIMARY KEY (id),
  constraint auth_account_userId_fkey FOREIGN KEY ("userId") REFERENCES auth_user(id) ON DELETE CASCADE
);
CREATE INDEX auth_account_user ON auth_account USING btree ("userId");

create table auth_rate_limit (
  id text not null,
  key text not null,
  count integer not null,
  "lastRequest" bigint not null,
  constraint auth_rate_limit_pkey PRIMARY KEY (id),
  constraint auth_rate_limit_key_key UNIQUE (key)
);

create table auth_session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  constraint auth_session_pkey PRIMARY KEY (id),
  constraint auth_session_token_key UNIQUE (token),
  constraint auth_session_userId_fkey FOREIGN KEY ("userId") REFERENCES auth_user(id) ON DELETE CASCADE
);
CREATE INDEX auth_session_user ON auth_session USING btree ("userId");

create table auth_two_factor (
  id text not null,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamp with time zone,
  constraint auth_two_factor_pkey PRIMARY KEY (id),
  constraint auth_two_factor_userId_fkey FOREIGN KEY ("userId") REFERENCES auth_user(id) ON DELETE CASCADE
);
CREATE INDEX auth_two_factor_user ON auth_two_factor USING btree ("userId");

create table auth_user (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  username text,
  "displayUsername" text,
  "twoFactorEnabled" boolean default false,
  county_code text not null default ''::text,
  scope_code text not null default ''::text,
  roles text[] not null default '{}'::text[],
  unit text,
  phone text,
  disabled boolean not null default false,
  must_change_password boolean not null default false,
  failed_sign_ins integer not null default 0,
  locked_until timestamp with time zone,
  constraint auth_user_pkey PRIMARY KEY (id),
  constraint auth_user_email_key UNIQUE (email),
  constraint auth_user_username_key UNIQUE (username)
);
CREATE INDEX auth_user_place ON auth_user USING btree (county_code, scope_code);
alter table auth_user enable row level security;
create policy auth_user_add on auth_user for insert to public
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(scope_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy auth_user_change on auth_user for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(scope_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy auth_user_read on auth_user for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (county_code <> ''::text)));

create table auth_verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint auth_verification_pkey PRIMARY KEY (id)
);
CREATE INDEX auth_verification_identifier ON auth_verification USING btree (identifier);

create table blob (
  county_code text not null,
  sha256 text not null,
  size bigint not null,
  mime text not null,
  created_at timestamp with time zone not null default now(),
  constraint blob_pkey PRIMARY KEY (county_code, sha256),
  constraint blob_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
alter table blob enable row level security;
create policy blob_rows on blob for all to public
  using ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)))
  with check ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)));

create table board_snapshot (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  list_id uuid,
  taken_on date not null,
  data jsonb not null,
  sha256 text not null,
  taken_by text not null,
  taken_at timestamp with time zone not null,
  constraint board_snapshot_pkey PRIMARY KEY (county_code, id),
  constraint board_snapshot_county_code_division_code_list_id_taken_on_key UNIQUE NULLS NOT DISTINCT (county_code, division_code, list_id, taken_on)
);
alter table board_snapshot enable row level security;
create policy board_snapshot_change on board_snapshot for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy board_snapshot_read on board_snapshot for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text)) OR starts_with(COALESCE(current_setting('app.scope'::text, true), ''::text), division_code))));
create policy board_snapshot_remove on board_snapshot for delete to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy board_snapshot_write on board_snapshot for insert to public
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table calendar_day (
  county_code text not null,
  day date not null,
  kind text not null,
  source_doc text not null default ''::text,
  constraint calendar_day_pkey PRIMARY KEY (county_code, day),
  constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'makeUp'::text])))
);
alter table calendar_day enable row level security;
create policy calendar_day_rows on calendar_day for all to public
  using ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)))
  with check ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)));

create table campaign (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  title text not null,
  year integer not null,
  doc_no text not null default ''::text,
  starts_on date,
  ends_on date,
  responsible_units text[] not null default '{}'::text[],
  source_scope text[] not null default '{}'::text[],
  attachments jsonb not null default '[]'::jsonb,
  closed boolean not null default false,
  row_version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint campaign_pkey PRIMARY KEY (county_code, id)
);
alter table campaign enable row level security;
create policy campaign_change on campaign for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy campaign_read on campaign for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text)) OR starts_with(COALESCE(current_setting('app.scope'::text, true), ''::text), division_code))));
create policy campaign_remove on campaign for delete to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy campaign_write on campaign for insert to public
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

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
  location_text text not null default ''::text,
  remark text,
  raw_attributes jsonb not null default '{}'::jsonb,
  point geometry(Point,4490),
  geom geometry(MultiPolygon,4490),
  original_geom geometry(MultiPolygon,4490),
  repaired text,
  area_m2 double precision not null default 0,
  farm_m2 double precision,
  pbf_m2 double precision,
  eco_m2 double precision,
  overlay_id uuid,
  proposed_verdict jsonb,
  type text,
  state text not null,
  state_since timestamp with time zone not null,
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
  found_at timestamp with time zone,
  reported_at timestamp with time zone,
  no_signal_s integer not null default 0,
  construction_stage text,
  search_terms text[] not null default '{}'::text[],
  row_version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint clue_pkey PRIMARY KEY (county_code, id),
  constraint clue_county_code_clue_no_key UNIQUE (county_code, clue_no),
  constraint clue_county_code_batch_id_fkey FOREIGN KEY (county_code, batch_id) REFERENCES clue_batch(county_code, id),
  constraint clue_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id)
);
CREATE INDEX clue_assigned ON clue USING btree (county_code, assigned_to, state);
CREATE INDEX clue_batch_rows ON clue USING btree (county_code, batch_id);
CREATE INDEX clue_monitor ON clue USING btree (county_code, monitor_no);
CREATE INDEX clue_place_index ON clue USING gist (county_code, ( CASE WHEN (geom IS NULL) THEN point ELSE geom END));
CREATE INDEX clue_problem ON clue USING btree (county_code, problem_id);
CREATE INDEX clue_search ON clue USING gin (search_terms);
CREATE INDEX clue_state ON clue USING btree (county_code, state, due_on);
alter table clue enable row level security;
create policy clue_rows on clue for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table clue_batch (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  batch_no text not null,
  title text not null,
  channel text not null,
  discovery_method text not null,
  doc_no text not null default ''::text,
  authority text not null default ''::text,
  received_on date not null,
  due_on date,
  campaign_id uuid,
  state text not null,
  file_name text,
  file_sha256 text,
  source_crs text,
  encoding text,
  mapping jsonb not null default '{}'::jsonb,
  report jsonb not null default '{}'::jsonb,
  clue_count integer not null default 0,
  row_version integer not null default 1,
  created_by text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null default now(),
  stored_at timestamp with time zone,
  constraint clue_batch_pkey PRIMARY KEY (county_code, id),
  constraint clue_batch_county_code_batch_no_key UNIQUE (county_code, batch_no),
  constraint clue_batch_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'storing'::text, 'stored'::text, 'discarded'::text])))
);
CREATE INDEX clue_batch_source ON clue_batch USING btree (county_code, channel, authority, created_at);
alter table clue_batch enable row level security;
create policy clue_batch_change on clue_batch for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy clue_batch_read on clue_batch for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text)) OR starts_with(COALESCE(current_setting('app.scope'::text, true), ''::text), division_code))));
create policy clue_batch_remove on clue_batch for delete to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy clue_batch_write on clue_batch for insert to public
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table clue_draft (
  county_code text not null,
  batch_id uuid not null,
  id uuid not null,
  division_code text not null,
  row_no integer not null,
  monitor_no text,
  attributes jsonb not null default '{}'::jsonb,
  raw_attributes jsonb not null default '{}'::jsonb,
  issues jsonb not null default '[]'::jsonb,
  refused boolean not null default false,
  repaired text,
  matches jsonb not null default '[]'::jsonb,
  decision jsonb,
  area_m2 double precision,
  point geometry(Point,4490),
  geom geometry(MultiPolygon,4490),
  original_geom geometry(MultiPolygon,4490),
  needs_decision boolean not null default false,
  by_hand boolean not null default false,
  row_version integer not null default 1,
  constraint clue_draft_pkey PRIMARY KEY (county_code, id),
  constraint clue_draft_county_code_batch_id_row_no_key UNIQUE (county_code, batch_id, row_no),
  constraint clue_draft_county_code_batch_id_fkey FOREIGN KEY (county_code, batch_id) REFERENCES clue_batch(county_code, id) ON DELETE CASCADE
);
CREATE INDEX clue_draft_geom ON clue_draft USING gist (county_code, geom);
CREATE INDEX clue_draft_rows ON clue_draft USING btree (county_code, batch_id, row_no);
alter table clue_draft enable row level security;
create policy clue_draft_rows on clue_draft for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table counter (
  county_code text not null,
  series text not null,
  value integer not null,
  constraint counter_pkey PRIMARY KEY (county_code, series)
);
alter table counter enable row level security;
create policy counter_rows on counter for all to public
  using ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)))
  with check ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)));

create table county (
  code text not null,
  name text not null,
  demonstration boolean not null default false,
  setup jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint county_pkey PRIMARY KEY (code)
);
alter table county enable row level security;
create policy county_add on county for insert to public
  with check ((code = COALESCE(current_setting('app.county'::text, true), ''::text)));
create policy county_change on county for update to public
  using (((code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (COALESCE(current_setting('app.scope'::text, true), ''::text) = code)));
create policy county_read on county for select to public
  using (true);

create table division (
  code text not null,
  name text not null,
  level text not null,
  parent_code text,
  valid_from date not null default '1949-10-01'::date,
  valid_to date,
  merged_into text,
  geom geometry(MultiPolygon,4490),
  label_point geometry(Point,4490),
  boundary_source text,
  boundary_name text,
  constraint division_pkey PRIMARY KEY (code),
  constraint division_code_check CHECK ((code ~ '^\d{6}(\d{3}(\d{3})?)?$'::text)),
  constraint division_level_check CHECK ((level = ANY (ARRAY['county'::text, 'town'::text, 'village'::text])))
);
CREATE INDEX division_parent ON division USING btree (parent_code);
alter table division enable row level security;
create policy division_add on division for insert to public
  with check ((starts_with(code, COALESCE(NULLIF(current_setting('app.county'::text, true), ''::text), 'none'::text)) AND (COALESCE(current_setting('app.scope'::text, true), ''::text) = COALESCE(current_setting('app.county'::text, true), ''::text))));
create policy division_change on division for update to public
  using ((starts_with(code, COALESCE(NULLIF(current_setting('app.county'::text, true), ''::text), 'none'::text)) AND (COALESCE(current_setting('app.scope'::text, true), ''::text) = COALESCE(current_setting('app.county'::text, true), ''::text))));
create policy division_read on division for select to public
  using (true);

create table evidence_pack (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  method text not null,
  parts jsonb not null default '[]'::jsonb,
  recultivation jsonb,
  penalty jsonb,
  case_state text not null default 'none'::text,
  case_note text,
  review jsonb,
  contributors text[] not null default '{}'::text[],
  updated_by text not null,
  updated_by_name text not null,
  updated_at timestamp with time zone not null,
  row_version integer not null default 1,
  constraint evidence_pack_pkey PRIMARY KEY (county_code, id),
  constraint evidence_pack_county_code_problem_id_key UNIQUE (county_code, problem_id),
  constraint evidence_pack_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id),
  constraint evidence_pack_case_state_check CHECK ((case_state = ANY (ARRAY['none'::text, 'open'::text, 'closed'::text])))
);
alter table evidence_pack enable row level security;
create policy evidence_pack_rows on evidence_pack for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table extension (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  reason_kind text not null,
  reason text not null,
  plan text not null,
  evidence jsonb not null default '[]'::jsonb,
  from_due_on date not null,
  to_due_on date not null,
  milestones jsonb not null default '[]'::jsonb,
  state text not null,
  requested_by text not null,
  requested_by_name text not null,
  requested_at timestamp with time zone not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_reason text,
  constraint extension_pkey PRIMARY KEY (county_code, id),
  constraint extension_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id),
  constraint extension_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text])))
);
CREATE INDEX extension_problem ON extension USING btree (county_code, problem_id);
alter table extension enable row level security;
create policy extension_rows on extension for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table guard_override (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  round integer not null,
  guard text not null,
  reason text not null,
  doc_no text not null default ''::text,
  document_sha256 text,
  document_name text,
  person_id text not null,
  person_name text not null,
  at timestamp with time zone not null,
  constraint guard_override_pkey PRIMARY KEY (county_code, id),
  constraint guard_override_county_code_problem_id_round_guard_key UNIQUE (county_code, problem_id, round, guard),
  constraint guard_override_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id)
);
alter table guard_override enable row level security;
create policy guard_override_rows on guard_override for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table idempotent_act (
  county_code text not null,
  person_id text not null,
  key text not null,
  route text not null,
  request_sha256 text not null,
  status integer,
  answer text,
  at timestamp with time zone not null,
  constraint idempotent_act_pkey PRIMARY KEY (county_code, person_id, key)
);
CREATE INDEX idempotent_act_at ON idempotent_act USING btree (county_code, at);
alter table idempotent_act enable row level security;
create policy idempotent_act_clear on idempotent_act for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (COALESCE(current_setting('app.person'::text, true), ''::text) = 'system'::text)));
create policy idempotent_act_own on idempotent_act for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (person_id = COALESCE(current_setting('app.person'::text, true), ''::text))));

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
  prepared_at timestamp with time zone not null,
  picked jsonb,
  drawn_by text not null,
  drawn_by_name text not null,
  drawn_at timestamp with time zone,
  constraint inspection_draw_pkey PRIMARY KEY (county_code, id)
);
alter table inspection_draw enable row level security;
create policy inspection_draw_rows on inspection_draw for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table job (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  kind text not null,
  title text not null,
  state text not null,
  done integer not null default 0,
  total integer,
  message text not null default ''::text,
  input jsonb not null default '{}'::jsonb,
  checkpoint jsonb not null default '{}'::jsonb,
  result jsonb,
  error jsonb,
  cancel_requested boolean not null default false,
  attempts integer not null default 0,
  created_by text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint job_pkey PRIMARY KEY (county_code, id),
  constraint job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX job_state ON job USING btree (county_code, state, created_at);
alter table job enable row level security;
create policy job_rows on job for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table layer_feature (
  county_code text not null,
  id uuid not null,
  layer_version_id uuid not null,
  class_code text not null default ''::text,
  net_factor double precision not null default 1,
  label text not null default ''::text,
  place_code text not null default ''::text,
  stated_m2 double precision,
  area_m2 double precision not null,
  attrs jsonb not null default '{}'::jsonb,
  fid bigint,
  surely_valid boolean not null default false,
  repaired text,
  geom geometry(Geometry,4490) not null storage external,
  constraint layer_feature_pkey PRIMARY KEY (county_code, id),
  constraint layer_feature_net_factor_check CHECK (((net_factor >= (0)::double precision) AND (net_factor <= (1)::double precision)))
);
CREATE INDEX layer_feature_geom ON layer_feature USING gist (layer_version_id, geom);
CREATE INDEX layer_feature_version ON layer_feature USING btree (county_code, layer_version_id);

create table layer_version (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  kind text not null,
  year integer not null,
  title text not null,
  source_unit text not null default ''::text,
  secrecy text not null,
  code_system text,
  file_name text not null,
  file_sha256 text not null,
  source_crs text not null,
  encoding text,
  mapping jsonb not null default '{}'::jsonb,
  state text not null,
  feature_count integer not null default 0,
  refused_count integer not null default 0,
  repaired_count integer not null default 0,
  area_m2 double precision not null default 0,
  report jsonb not null default '{}'::jsonb,
  bounds geometry(Polygon,4490),
  job_id uuid,
  imported_by text not null,
  imported_by_name text not null,
  imported_at timestamp with time zone not null default now(),
  activated_at timestamp with time zone,
  constraint layer_version_pkey PRIMARY KEY (county_code, id),
  constraint layer_version_secrecy_check CHECK ((secrecy = ANY (ARRAY['public'::text, 'internal'::text]))),
  constraint layer_version_state_check CHECK ((state = ANY (ARRAY['loading'::text, 'active'::text, 'retired'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX layer_version_in_force ON layer_version USING btree (county_code, division_code, kind, year) WHERE (state = 'active'::text);
CREATE INDEX layer_version_kind ON layer_version USING btree (county_code, kind, state, year);
alter table layer_version enable row level security;
create policy layer_version_change on layer_version for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy layer_version_read on layer_version for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text)) OR starts_with(COALESCE(current_setting('app.scope'::text, true), ''::text), division_code))));
create policy layer_version_remove on layer_version for delete to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy layer_version_write on layer_version for insert to public
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table look_back (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  kind text not null,
  due_on date not null,
  draw_id uuid,
  clue_id uuid,
  cause text,
  state text not null,
  result text,
  note text,
  visited_on date,
  visitor_id text,
  visitor_name text,
  recorded_at timestamp with time zone,
  constraint look_back_pkey PRIMARY KEY (county_code, id),
  constraint look_back_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id),
  constraint look_back_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'draw'::text, 'rebound'::text]))),
  constraint look_back_result_check CHECK ((result = ANY (ARRAY['kept'::text, 'rebound'::text, 'doubt'::text]))),
  constraint look_back_state_check CHECK ((state = ANY (ARRAY['due'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX look_back_due ON look_back USING btree (county_code, state, due_on);
CREATE UNIQUE INDEX look_back_overlap ON look_back USING btree (county_code, problem_id, clue_id) WHERE (kind = 'rebound'::text);
CREATE INDEX look_back_problem ON look_back USING btree (county_code, problem_id);
alter table look_back enable row level security;
create policy look_back_rows on look_back for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);

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
  recorded_at timestamp with time zone,
  constraint milestone_pkey PRIMARY KEY (county_code, id),
  constraint milestone_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id)
);
CREATE INDEX milestone_problem ON milestone USING btree (county_code, problem_id, "position");
alter table milestone enable row level security;
create policy milestone_rows on milestone for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table notice (
  county_code text not null,
  id uuid not null,
  person_id text not null,
  kind text not null,
  level text not null,
  title text not null,
  body text not null default ''::text,
  link text,
  subject_kind text,
  subject_id uuid,
  dedupe text not null,
  created_at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (county_code, id),
  constraint notice_county_code_person_id_dedupe_key UNIQUE (county_code, person_id, dedupe),
  constraint notice_level_check CHECK ((level = ANY (ARRAY['info'::text, 'warn'::text, 'alert'::text])))
);
alter table notice enable row level security;
create policy notice_mark on notice for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (person_id = COALESCE(current_setting('app.person'::text, true), ''::text))));
create policy notice_read on notice for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (person_id = COALESCE(current_setting('app.person'::text, true), ''::text))));
create policy notice_send on notice for insert to public
  with check ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)));

create table overlay_snapshot (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null,
  subject_id uuid not null,
  method text not null,
  layer_versions jsonb not null,
  result jsonb not null,
  repaired text,
  run_by text not null,
  run_at timestamp with time zone not null,
  constraint overlay_snapshot_pkey PRIMARY KEY (county_code, id),
  constraint overlay_snapshot_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['clue'::text, 'problem'::text])))
);
CREATE INDEX overlay_snapshot_subject ON overlay_snapshot USING btree (county_code, subject_id, run_at);
alter table overlay_snapshot enable row level security;
create policy overlay_snapshot_rows on overlay_snapshot for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table photo (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null,
  subject_id uuid not null,
  problem_id uuid,
  kind text not null,
  stage text not null,
  viewpoint text,
  caption text,
  sha256 text not null,
  thumbnail_sha256 text,
  view_sha256 text,
  mime text not null,
  size bigint not null,
  width integer,
  height integer,
  phash text,
  phash_1 integer,
  phash_2 integer,
  phash_3 integer,
  phash_4 integer,
  taken_at timestamp with time zone,
  taken_at_source text,
  received_at timestamp with time zone not null,
  clock_offset_s integer,
  lng double precision,
  lat double precision,
  accuracy_m double precision,
  altitude_m double precision,
  bearing_deg double precision,
  pitch_deg double precision,
  position_source text,
  device text,
  software text,
  mocked boolean,
  imported boolean not null default false,
  distance_m double precision,
  exif jsonb not null default '{}'::jsonb,
  checks jsonb not null default '[]'::jsonb,
  review text,
  review_reason text,
  reviewed_by text,
  reviewed_by_name text,
  reviewed_at timestamp with time zone,
  uploaded_by text not null,
  uploaded_by_name text not null,
  constraint photo_pkey PRIMARY KEY (county_code, id),
  constraint photo_county_code_sha256_fkey FOREIGN KEY (county_code, sha256) REFERENCES blob(county_code, sha256),
  constraint photo_phash_check CHECK ((phash ~ '^[0-9a-f]{16}$'::text)),
  constraint photo_position_source_check CHECK ((position_source = ANY (ARRAY['device'::text, 'exif'::text]))),
  constraint photo_review_check CHECK ((review = ANY (ARRAY['accepted'::text, 'rejected'::text, 'explained'::text]))),
  constraint photo_stage_check CHECK ((stage = ANY (ARRAY['scene'::text, 'before'::text, 'during'::text, 'after'::text, 'lookBack'::text]))),
  constraint photo_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['clue'::text, 'problem'::text, 'stopMeasure'::text, 'lookBack'::text]))),
  constraint photo_taken_at_source_check CHECK ((taken_at_source = ANY (ARRAY['device'::text, 'exif'::text])))
);
CREATE INDEX photo_bytes ON photo USING btree (county_code, sha256);
CREATE INDEX photo_doubtful ON photo USING btree (county_code, received_at, id) WHERE ((review IS NULL) AND (checks @? '$[*]?((@."level" == "block" || @."level" == "flag") || @."level" == "warn")'::jsonpath));
CREATE INDEX photo_phash_1 ON photo USING btree (county_code, phash_1);
CREATE INDEX photo_phash_2 ON photo USING btree (county_code, phash_2);
CREATE INDEX photo_phash_3 ON photo USING btree (county_code, phash_3);
CREATE INDEX photo_phash_4 ON photo USING btree (county_code, phash_4);
CREATE INDEX photo_problem ON photo USING btree (county_code, problem_id);
CREATE INDEX photo_subject ON photo USING btree (county_code, subject_kind, subject_id);
alter table photo enable row level security;
create policy photo_rows on photo for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

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
  stock_or_new text,
  stock_or_new_reason text,
  type text not null,
  non_agri boolean not null default false,
  non_grain boolean not null default false,
  location_text text not null default ''::text,
  point geometry(Point,4490),
  geom geometry(MultiPolygon,4490),
  original_geom geometry(MultiPolygon,4490),
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
  co_units text[] not null default '{}'::text[],
  responsible_unit text,
  responsible_person_id text,
  responsible_person text,
  leader text,
  list_id uuid,
  list_formed_on date,
  due_on date,
  original_due_on date,
  progress_pct integer not null default 0,
  last_progress text,
  rectified_m2 double precision,
  demolished_m2 double precision,
  recultivated_m2 double precision,
  legalised_m2 double precision,
  state text not null,
  state_since timestamp with time zone not null,
  suspended_from text,
  suspensions jsonb not null default '[]'::jsonb,
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
  found_at timestamp with time zone,
  reported_at timestamp with time zone,
  stopped_at timestamp with time zone,
  eliminated_at timestamp with time zone,
  remark text,
  search_terms text[] not null default '{}'::text[],
  search_text text not null default ''::text,
  row_version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_by text not null,
  updated_at timestamp with time zone not null default now(),
  constraint problem_pkey PRIMARY KEY (county_code, id),
  constraint problem_county_code_channel_source_no_key UNIQUE (county_code, channel, source_no),
  constraint problem_county_code_problem_no_key UNIQUE (county_code, problem_no),
  constraint problem_progress_pct_check CHECK (((progress_pct >= 0) AND (progress_pct <= 100))),
  constraint problem_stock_or_new_check CHECK ((stock_or_new = ANY (ARRAY['stock'::text, 'new'::text])))
);
CREATE INDEX problem_due ON problem USING btree (county_code, state, due_on);
CREATE INDEX problem_place ON problem USING btree (county_code, division_code);
CREATE INDEX problem_place_index ON problem USING gist (county_code, ( CASE WHEN (geom IS NULL) THEN point ELSE geom END));
CREATE INDEX problem_search ON problem USING gin (search_terms);
alter table problem enable row level security;
create policy problem_rows on problem for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table rectification_item (
  county_code text not null,
  list_id uuid not null,
  problem_id uuid not null,
  division_code text not null,
  item_no integer not null,
  is_new boolean not null,
  measures text not null default ''::text,
  rectify_method text,
  category text,
  responsible_unit text,
  responsible_person_id text,
  responsible_person text,
  leader text,
  due_on date,
  clock_version integer,
  list_formed_on date,
  milestones jsonb not null default '[]'::jsonb,
  snapshot jsonb not null default '{}'::jsonb,
  constraint rectification_item_pkey PRIMARY KEY (county_code, list_id, problem_id),
  constraint rectification_item_county_code_list_id_fkey FOREIGN KEY (county_code, list_id) REFERENCES rectification_list(county_code, id) ON DELETE CASCADE,
  constraint rectification_item_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id)
);
CREATE INDEX rectification_item_problem ON rectification_item USING btree (county_code, problem_id);
alter table rectification_item enable row level security;
create policy rectification_item_rows on rectification_item for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table rectification_list (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  list_no text not null,
  title text not null,
  year integer not null,
  version_no integer not null,
  state text not null,
  formed_on date,
  approver_id text,
  approver_name text,
  frozen_at timestamp with time zone,
  snapshot_sha256 text,
  campaign_id uuid,
  row_version integer not null default 1,
  created_by text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null default now(),
  constraint rectification_list_pkey PRIMARY KEY (county_code, id),
  constraint rectification_list_county_code_list_no_key UNIQUE (county_code, list_no),
  constraint rectification_list_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'frozen'::text, 'discarded'::text])))
);
CREATE UNIQUE INDEX rectification_list_version ON rectification_list USING btree (county_code, division_code, version_no) WHERE (state = 'frozen'::text);
alter table rectification_list enable row level security;
create policy rectification_list_change on rectification_list for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy rectification_list_read on rectification_list for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text)) OR starts_with(COALESCE(current_setting('app.scope'::text, true), ''::text), division_code))));
create policy rectification_list_remove on rectification_list for delete to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));
create policy rectification_list_write on rectification_list for insert to public
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table rule (
  county_code text not null,
  id uuid not null,
  key text not null,
  value jsonb not null,
  valid_from date not null,
  valid_to date,
  source_doc text not null default ''::text,
  mark text not null,
  status text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint rule_pkey PRIMARY KEY (county_code, id),
  constraint rule_mark_check CHECK ((mark = ANY (ARRAY['V'::text, 'K'::text, 'D'::text, 'S'::text]))),
  constraint rule_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'confirmed'::text])))
);
CREATE INDEX rule_key ON rule USING btree (county_code, key, valid_from);
alter table rule enable row level security;
create policy rule_rows on rule for all to public
  using ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)))
  with check ((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)));

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
  created_at timestamp with time zone not null default now(),
  constraint saved_view_pkey PRIMARY KEY (county_code, id)
);
alter table saved_view enable row level security;
create policy saved_view_change on saved_view for update to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (person_id = COALESCE(current_setting('app.person'::text, true), ''::text))));
create policy saved_view_own on saved_view for insert to public
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (person_id = COALESCE(current_setting('app.person'::text, true), ''::text))));
create policy saved_view_read on saved_view for select to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND ((person_id = COALESCE(current_setting('app.person'::text, true), ''::text)) OR (shared AND (starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text)) OR starts_with(COALESCE(current_setting('app.scope'::text, true), ''::text), division_code))))));
create policy saved_view_remove on saved_view for delete to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (person_id = COALESCE(current_setting('app.person'::text, true), ''::text))));

create table self_check (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  constraint self_check_pkey PRIMARY KEY (county_code, id)
);
alter table self_check enable row level security;
create policy self_check_scope on self_check for all to shoutian_app
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (COALESCE(current_setting('app.scope'::text, true), ''::text) <> ''::text) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table site_check (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  check_no text not null,
  title text not null,
  site_use text not null,
  applicant text not null default ''::text,
  note text not null default ''::text,
  state text not null default 'open'::text,
  chosen_option_id uuid,
  opinion text not null default ''::text,
  pbf_reason text not null default ''::text,
  pbf_replacement text not null default ''::text,
  more_reason text not null default ''::text,
  concluded_by text,
  concluded_by_name text,
  concluded_at timestamp with time zone,
  created_by text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  row_version integer not null default 1,
  constraint site_check_pkey PRIMARY KEY (county_code, id),
  constraint site_check_county_code_check_no_key UNIQUE (county_code, check_no),
  constraint site_check_state_check CHECK ((state = ANY (ARRAY['open'::text, 'concluded'::text])))
);
CREATE INDEX site_check_newest ON site_check USING btree (county_code, created_at DESC, id DESC);
alter table site_check enable row level security;
create policy site_check_rows on site_check for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table site_option (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  site_check_id uuid not null,
  label text not null,
  note text not null default ''::text,
  source text not null,
  file_name text,
  geom geometry(MultiPolygon,4490) not null,
  repaired text,
  result jsonb not null,
  layer_versions jsonb not null,
  method text not null,
  run_at timestamp with time zone not null,
  created_by text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  constraint site_option_pkey PRIMARY KEY (county_code, id),
  constraint site_option_county_code_site_check_id_label_key UNIQUE (county_code, site_check_id, label),
  constraint site_option_county_code_site_check_id_fkey FOREIGN KEY (county_code, site_check_id) REFERENCES site_check(county_code, id),
  constraint site_option_source_check CHECK ((source = ANY (ARRAY['drawn'::text, 'file'::text])))
);
alter table site_option enable row level security;
create policy site_option_rows on site_option for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table stop_measure (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null,
  taken_at timestamp with time zone not null,
  content text not null default ''::text,
  law_basis text not null default ''::text,
  party_present boolean,
  recheck_due_on date,
  recheck_result text,
  rechecked_at timestamp with time zone,
  rechecked_by text,
  rechecked_by_name text,
  escalated_at timestamp with time zone,
  note text not null default ''::text,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  constraint stop_measure_pkey PRIMARY KEY (county_code, id),
  constraint stop_measure_recheck_result_check CHECK ((recheck_result = ANY (ARRAY['stopped'::text, 'notStopped'::text, 'resumed'::text]))),
  constraint stop_measure_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['clue'::text, 'problem'::text])))
);
CREATE INDEX stop_measure_subject ON stop_measure USING btree (county_code, subject_kind, subject_id);
alter table stop_measure enable row level security;
create policy stop_measure_rows on stop_measure for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table task (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  kind text not null,
  title text not null,
  instructions text not null default ''::text,
  subject_kind text not null,
  subject_id uuid not null,
  assigned_to text,
  assigned_name text,
  assigned_role text,
  due_on date,
  state text not null,
  returned_reason text,
  result jsonb,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  done_by text,
  constraint task_pkey PRIMARY KEY (county_code, id),
  constraint task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX task_assigned ON task USING btree (county_code, assigned_to, state, due_on);
CREATE INDEX task_due ON task USING btree (county_code, state, due_on);
CREATE INDEX task_subject ON task USING btree (county_code, subject_kind, subject_id);
alter table task enable row level security;
create policy task_rows on task for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table upload (
  county_code text not null,
  id uuid not null,
  sha256 text not null,
  file_name text not null,
  size bigint not null,
  purpose text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint upload_pkey PRIMARY KEY (county_code, id),
  constraint upload_county_code_sha256_fkey FOREIGN KEY (county_code, sha256) REFERENCES blob(county_code, sha256)
);
alter table upload enable row level security;
create policy upload_own on upload for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND (created_by = COALESCE(current_setting('app.person'::text, true), ''::text))));

create table verification (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  clue_id uuid not null,
  operation_id uuid not null,
  verdict text,
  verdict_sub text,
  answers jsonb not null default '{}'::jsonb,
  checklist jsonb not null default '[]'::jsonb,
  amendments jsonb not null default '{}'::jsonb,
  description text not null default ''::text,
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
  reported_at timestamp with time zone not null,
  review text,
  review_reason text,
  reviewed_by text,
  reviewed_by_name text,
  reviewed_at timestamp with time zone,
  constraint verification_pkey PRIMARY KEY (county_code, id),
  constraint verification_county_code_operation_id_key UNIQUE (county_code, operation_id),
  constraint verification_county_code_clue_id_fkey FOREIGN KEY (county_code, clue_id) REFERENCES clue(county_code, id),
  constraint verification_review_check CHECK ((review = ANY (ARRAY['accepted'::text, 'returned'::text])))
);
CREATE INDEX verification_clue ON verification USING btree (county_code, clue_id, reported_at);
alter table verification enable row level security;
create policy verification_rows on verification for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table write_off (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  problem_id uuid not null,
  round integer not null default 1,
  write_off_no text not null,
  state text not null,
  apply_unit text not null,
  applicant_id text not null,
  applicant_name text not null,
  applied_on date not null,
  statement text not null default ''::text,
  facts jsonb not null default '{}'::jsonb,
  look_back_plan jsonb not null default '[]'::jsonb,
  publicity jsonb,
  returned_reason text,
  decided_at timestamp with time zone,
  row_version integer not null default 1,
  constraint write_off_pkey PRIMARY KEY (county_code, id),
  constraint write_off_county_code_write_off_no_key UNIQUE (county_code, write_off_no),
  constraint write_off_county_code_problem_id_fkey FOREIGN KEY (county_code, problem_id) REFERENCES problem(county_code, id),
  constraint write_off_state_check CHECK ((state = ANY (ARRAY['siteCheck'::text, 'townReview'::text, 'countyReview'::text, 'approved'::text, 'returned'::text])))
);
CREATE UNIQUE INDEX write_off_open ON write_off USING btree (county_code, problem_id) WHERE (state = ANY (ARRAY['siteCheck'::text, 'townReview'::text, 'countyReview'::text]));
CREATE INDEX write_off_problem ON write_off USING btree (county_code, problem_id);
alter table write_off enable row level security;
create policy write_off_rows on write_off for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

create table write_off_opinion (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  write_off_id uuid not null,
  step text not null,
  agree boolean not null,
  opinion text not null,
  site_checked_on date,
  lng double precision,
  lat double precision,
  person_id text not null,
  person_name text not null,
  person_roles text[] not null,
  at timestamp with time zone not null,
  constraint write_off_opinion_pkey PRIMARY KEY (county_code, id),
  constraint write_off_opinion_county_code_write_off_id_fkey FOREIGN KEY (county_code, write_off_id) REFERENCES write_off(county_code, id),
  constraint write_off_opinion_step_check CHECK ((step = ANY (ARRAY['apply'::text, 'siteCheck'::text, 'townReview'::text, 'countyReview'::text])))
);
CREATE INDEX write_off_opinion_chain ON write_off_opinion USING btree (county_code, write_off_id, at);
alter table write_off_opinion enable row level security;
create policy write_off_opinion_rows on write_off_opinion for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))))
  with check (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));

CREATE OR REPLACE FUNCTION public.app_enter(county text, scope text, person text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  execute format('set local app.county = %L', county);
  execute format('set local app.scope = %L', scope);
  execute format('set local app.person = %L', person);
  execute 'set local jit = off';
  execute 'set local role shoutian_app';
end
$function$;

grant delete, insert, select, update on approval_doc to shoutian_app;
grant insert, select, update on attachment to shoutian_app;
grant insert, select on audit_event to shoutian_app;
grant insert on auth_account to shoutian_app;
grant delete on auth_session to shoutian_app;
grant delete on auth_two_factor to shoutian_app;
grant insert, select, update on auth_user to shoutian_app;
grant insert, select, update on blob to shoutian_app;
grant delete, insert, select, update on board_snapshot to shoutian_app;
grant delete, insert, select, update on calendar_day to shoutian_app;
grant delete, insert, select, update on campaign to shoutian_app;
grant delete, insert, select, update on clue to shoutian_app;
grant delete, insert, select, update on clue_batch to shoutian_app;
grant delete, insert, select, update on clue_draft to shoutian_app;
grant insert, select, update on counter to shoutian_app;
grant insert, select, update on county to shoutian_app;
grant insert, select, update on division to shoutian_app;
grant delete, insert, select, update on evidence_pack to shoutian_app;
grant delete, insert, select, update on extension to shoutian_app;
grant execute on function app_enter(text,text,text) to public;
grant execute on function app_enter(text,text,text) to shoutian_app;
grant insert, select on guard_override to shoutian_app;
grant delete, insert, select, update on idempotent_act to shoutian_app;
grant insert, select on inspection_draw to shoutian_app;
grant delete, insert, select, update on job to shoutian_app;
grant select on layer_feature to shoutian_app;
grant delete, insert, select, update on layer_version to shoutian_app;
grant delete, insert, select, update on look_back to shoutian_app;
grant delete, insert, select, update on milestone to shoutian_app;
grant insert, select, update on notice to shoutian_app;
grant insert, select on overlay_snapshot to shoutian_app;
grant delete, insert, select, update on photo to shoutian_app;
grant delete, insert, select, update on problem to shoutian_app;
grant delete, insert, select, update on rectification_item to shoutian_app;
grant delete, insert, select, update on rectification_list to shoutian_app;
grant delete, insert, select, update on rule to shoutian_app;
grant delete, insert, select, update on saved_view to shoutian_app;
grant usage on schema public to shoutian_app;
grant insert, select on self_check to shoutian_app;
grant insert, select, update on site_check to shoutian_app;
grant delete, insert, select, update on site_option to shoutian_app;
grant delete, insert, select, update on stop_measure to shoutian_app;
grant delete, insert, select, update on task to shoutian_app;
grant delete, insert, select, update on upload to shoutian_app;
grant delete, insert, select, update on verification to shoutian_app;
grant delete, insert, select, update on write_off to shoutian_app;
grant insert, select on write_off_opinion to shoutian_app;
