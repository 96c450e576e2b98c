-- The boundary file's own name of a place, where it differs from ours: shown for a decision, never taken silently.
alter table division add column boundary_name text;

-- Divisions of every county are read by all; only a person whose area is the whole county changes its own.
alter table division enable row level security;
create policy division_read on division for select using (true);
create policy division_add on division for insert with check (starts_with(code, coalesce(nullif(current_setting('app.county', true), ''), 'none')) and coalesce(current_setting('app.scope', true), '') = coalesce(current_setting('app.county', true), ''));
create policy division_change on division for update using (starts_with(code, coalesce(nullif(current_setting('app.county', true), ''), 'none')) and coalesce(current_setting('app.scope', true), '') = coalesce(current_setting('app.county', true), ''));
grant insert, update on division to shoutian_app;

alter table county enable row level security;
create policy county_read on county for select using (true);
create policy county_add on county for insert with check (code = coalesce(current_setting('app.county', true), ''));
create policy county_change on county for update using (code = coalesce(current_setting('app.county', true), '') and coalesce(current_setting('app.scope', true), '') = code);
grant insert, update on county to shoutian_app;

-- Administrators write beside the identity library, in the same transaction as the audit row. A password hash, a
-- session token and a one-time secret can be written or removed, never read, by the application role.
alter table auth_user enable row level security;
create policy auth_user_read on auth_user for select using (county_code = coalesce(current_setting('app.county', true), '') and county_code <> '');
create policy auth_user_add on auth_user for insert with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(scope_code, coalesce(current_setting('app.scope', true), '')));
create policy auth_user_change on auth_user for update using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(scope_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update on auth_user to shoutian_app;
grant select (id, "userId", "providerId"), insert, update (password, "updatedAt") on auth_account to shoutian_app;
grant select (id, "userId", "createdAt", "updatedAt", "expiresAt"), delete on auth_session to shoutian_app;
grant select (id, "userId"), delete on auth_two_factor to shoutian_app;
