-- 选址检查: a site that somebody looks for, its alternatives, and which of them was chosen and why.
-- distribute: site_check by county_code
create table site_check (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  check_no text not null,
  title text not null,
  site_use text not null,
  applicant text not null default '',
  note text not null default '',
  state text not null default 'open' check (state in ('open', 'concluded')),
  chosen_option_id uuid,
  opinion text not null default '',
  pbf_reason text not null default '',
  pbf_replacement text not null default '',
  more_reason text not null default '',
  concluded_by text,
  concluded_by_name text,
  concluded_at timestamptz,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null,
  row_version integer not null default 1,
  primary key (county_code, id),
  unique (county_code, check_no)
);

create index site_check_newest on site_check (county_code, created_at desc, id desc);

-- One alternative with its snapshot: what lay under it by the layer versions of that day.
-- distribute: site_option by county_code
create table site_option (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  site_check_id uuid not null,
  label text not null,
  note text not null default '',
  source text not null check (source in ('drawn', 'file')),
  file_name text,
  geom geometry(MultiPolygon, 4490) not null,
  repaired text,
  result jsonb not null,
  layer_versions jsonb not null,
  method text not null,
  run_at timestamptz not null,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null,
  primary key (county_code, id),
  unique (county_code, site_check_id, label),
  foreign key (county_code, site_check_id) references site_check (county_code, id)
);

alter table site_check enable row level security;
create policy site_check_rows on site_check using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update on site_check to shoutian_app;

alter table site_option enable row level security;
create policy site_option_rows on site_option using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on site_option to shoutian_app;
