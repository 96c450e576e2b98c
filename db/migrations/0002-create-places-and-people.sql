-- Divisions (specification 4.3): codes change every year, so they carry a validity and never join on the name alone.
-- reference: division
create table division (
  code text primary key check (code ~ '^\d{6}(\d{3}(\d{3})?)?$'),
  name text not null,
  level text not null check (level in ('county', 'town', 'village')),
  parent_code text,
  valid_from date not null default '1949-10-01',
  valid_to date,
  merged_into text,
  geom geometry(MultiPolygon, 4490),
  label_point geometry(Point, 4490),
  boundary_source text
);

create index division_parent on division (parent_code);

-- A county in use: what the first-run wizard made. One row a tenant.
-- reference: county
create table county (
  code text primary key,
  name text not null,
  demonstration boolean not null default false,
  setup jsonb not null default '{}',
  created_at timestamptz not null default now()
);

-- Identity tables belong to better-auth (its column names), renamed with a prefix; the columns after `name` that are
-- ours are set by administrators only. Local tables: no foreign key to business tables (database rule 6).
-- local: auth_user
create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  username text unique,
  "displayUsername" text,
  "twoFactorEnabled" boolean default false,
  county_code text not null default '',
  scope_code text not null default '',
  roles text[] not null default '{}',
  unit text,
  phone text,
  disabled boolean not null default false,
  must_change_password boolean not null default false,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz
);

create index auth_user_place on auth_user (county_code, scope_code);

-- local: auth_session
create table auth_session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth_user (id) on delete cascade
);

create index auth_session_user on auth_session ("userId");

-- local: auth_account
create table auth_account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth_user (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create index auth_account_user on auth_account ("userId");

-- local: auth_verification
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create index auth_verification_identifier on auth_verification (identifier);

-- local: auth_two_factor
create table auth_two_factor (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references auth_user (id) on delete cascade,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);

create index auth_two_factor_user on auth_two_factor ("userId");

-- local: auth_rate_limit
create table auth_rate_limit (
  id text primary key,
  key text not null unique,
  count integer not null,
  "lastRequest" bigint not null
);

grant select on division, county to shoutian_app;
