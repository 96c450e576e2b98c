-- What a person's act was answered, so that a repeat after a lost answer gets the same answer and does nothing twice. The
-- row is written in the act's own transaction: a refused act leaves none. Kept for a week; nobody reads another's.
-- distribute: idempotent_act by county_code
create table idempotent_act (
  county_code text not null,
  person_id text not null,
  key text not null,
  route text not null,
  request_sha256 text not null,
  status integer,
  answer text,
  at timestamptz not null,
  primary key (county_code, person_id, key)
);

create index idempotent_act_at on idempotent_act (county_code, at);

alter table idempotent_act enable row level security;
create policy idempotent_act_own on idempotent_act using (county_code = coalesce(current_setting('app.county', true), '') and person_id = coalesce(current_setting('app.person', true), ''));
-- The nightly clearing has no person of its own.
create policy idempotent_act_clear on idempotent_act using (county_code = coalesce(current_setting('app.county', true), '') and coalesce(current_setting('app.person', true), '') = 'system');
grant select, insert, update, delete on idempotent_act to shoutian_app;
