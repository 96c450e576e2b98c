-- Extensions live in `public`, where every engine finds them; on a server an administrator may have made them before.
create extension if not exists postgis schema public;

create extension if not exists btree_gist schema public;

create extension if not exists pg_trgm schema public;

-- The role every request runs as. Roles belong to the whole server, so a second database finds it there already, and
-- two databases migrated at once may both try.
do $$
begin
  create role shoutian_app nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
exception
  when duplicate_object or unique_violation then null;
end
$$;

grant usage on schema public to shoutian_app;

-- Lets an owner who is no superuser take the role on.
do $$
begin
  if not pg_has_role(current_user, 'shoutian_app', 'member') then
    execute format('grant shoutian_app to %I', current_user);
  end if;
end
$$;

-- The first statement of every transaction. It executes `set local` because set_config(…, true) does not reach the
-- workers of Citus, where every policy would then see no context and no row.
create function public.app_enter(county text, scope text, person text) returns void
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  execute format('set local app.county = %L', county);
  execute format('set local app.scope = %L', scope);
  execute format('set local app.person = %L', person);
  execute 'set local jit = off';
  execute 'set local role shoutian_app';
end
$$;

grant execute on function public.app_enter(text, text, text) to shoutian_app;

-- Holds rows only inside the start-up check's rolled-back transaction: the check must not depend on a business table.
-- distribute: self_check by county_code
create table public.self_check (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  primary key (county_code, id)
);

alter table public.self_check enable row level security;

create policy self_check_scope on public.self_check to shoutian_app
  using (
    county_code = coalesce(current_setting('app.county', true), '')
    and coalesce(current_setting('app.scope', true), '') <> ''
    and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))
  );

grant select, insert on public.self_check to shoutian_app;
