-- Row-level security of the business tables. Policies use only columns and settings; no context means no rows, because
-- no county has the empty code. Three shapes: rows of the own area; rows of the own area and of the levels above it
-- (a village must see the batch and the list it is part of); rows of the whole county.
alter table clue_draft enable row level security;
create policy clue_draft_rows on clue_draft using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on clue_draft to shoutian_app;

alter table problem enable row level security;
create policy problem_rows on problem using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on problem to shoutian_app;

alter table clue enable row level security;
create policy clue_rows on clue using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on clue to shoutian_app;

alter table overlay_snapshot enable row level security;
create policy overlay_snapshot_rows on overlay_snapshot using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert on overlay_snapshot to shoutian_app;

alter table verification enable row level security;
create policy verification_rows on verification using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on verification to shoutian_app;

alter table photo enable row level security;
create policy photo_rows on photo using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on photo to shoutian_app;

alter table stop_measure enable row level security;
create policy stop_measure_rows on stop_measure using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on stop_measure to shoutian_app;

alter table task enable row level security;
create policy task_rows on task using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on task to shoutian_app;

alter table rectification_item enable row level security;
create policy rectification_item_rows on rectification_item using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on rectification_item to shoutian_app;

alter table milestone enable row level security;
create policy milestone_rows on milestone using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on milestone to shoutian_app;

alter table extension enable row level security;
create policy extension_rows on extension using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on extension to shoutian_app;

alter table evidence_pack enable row level security;
create policy evidence_pack_rows on evidence_pack using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on evidence_pack to shoutian_app;

alter table approval_doc enable row level security;
create policy approval_doc_rows on approval_doc using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on approval_doc to shoutian_app;

alter table write_off enable row level security;
create policy write_off_rows on write_off using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on write_off to shoutian_app;

alter table write_off_opinion enable row level security;
create policy write_off_opinion_rows on write_off_opinion using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert on write_off_opinion to shoutian_app;

alter table guard_override enable row level security;
create policy guard_override_rows on guard_override using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert on guard_override to shoutian_app;

alter table look_back enable row level security;
create policy look_back_rows on look_back using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on look_back to shoutian_app;

alter table inspection_draw enable row level security;
create policy inspection_draw_rows on inspection_draw using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert on inspection_draw to shoutian_app;

alter table job enable row level security;
create policy job_rows on job using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))) with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on job to shoutian_app;

alter table audit_event enable row level security;
create policy audit_event_read on audit_event for select using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy audit_event_append on audit_event for insert with check (county_code = coalesce(current_setting('app.county', true), ''));
grant select, insert on audit_event to shoutian_app;

alter table layer_version enable row level security;
create policy layer_version_read on layer_version for select using (county_code = coalesce(current_setting('app.county', true), '') and (starts_with(division_code, coalesce(current_setting('app.scope', true), '')) or starts_with(coalesce(current_setting('app.scope', true), ''), division_code)));
create policy layer_version_write on layer_version for insert with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy layer_version_change on layer_version for update using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy layer_version_remove on layer_version for delete using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on layer_version to shoutian_app;

alter table clue_batch enable row level security;
create policy clue_batch_read on clue_batch for select using (county_code = coalesce(current_setting('app.county', true), '') and (starts_with(division_code, coalesce(current_setting('app.scope', true), '')) or starts_with(coalesce(current_setting('app.scope', true), ''), division_code)));
create policy clue_batch_write on clue_batch for insert with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy clue_batch_change on clue_batch for update using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy clue_batch_remove on clue_batch for delete using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on clue_batch to shoutian_app;

alter table campaign enable row level security;
create policy campaign_read on campaign for select using (county_code = coalesce(current_setting('app.county', true), '') and (starts_with(division_code, coalesce(current_setting('app.scope', true), '')) or starts_with(coalesce(current_setting('app.scope', true), ''), division_code)));
create policy campaign_write on campaign for insert with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy campaign_change on campaign for update using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy campaign_remove on campaign for delete using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on campaign to shoutian_app;

alter table rectification_list enable row level security;
create policy rectification_list_read on rectification_list for select using (county_code = coalesce(current_setting('app.county', true), '') and (starts_with(division_code, coalesce(current_setting('app.scope', true), '')) or starts_with(coalesce(current_setting('app.scope', true), ''), division_code)));
create policy rectification_list_write on rectification_list for insert with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy rectification_list_change on rectification_list for update using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy rectification_list_remove on rectification_list for delete using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on rectification_list to shoutian_app;

alter table board_snapshot enable row level security;
create policy board_snapshot_read on board_snapshot for select using (county_code = coalesce(current_setting('app.county', true), '') and (starts_with(division_code, coalesce(current_setting('app.scope', true), '')) or starts_with(coalesce(current_setting('app.scope', true), ''), division_code)));
create policy board_snapshot_write on board_snapshot for insert with check (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy board_snapshot_change on board_snapshot for update using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
create policy board_snapshot_remove on board_snapshot for delete using (county_code = coalesce(current_setting('app.county', true), '') and starts_with(division_code, coalesce(current_setting('app.scope', true), '')));
grant select, insert, update, delete on board_snapshot to shoutian_app;

alter table rule enable row level security;
create policy rule_rows on rule using (county_code = coalesce(current_setting('app.county', true), '')) with check (county_code = coalesce(current_setting('app.county', true), ''));
grant select, insert, update, delete on rule to shoutian_app;

alter table calendar_day enable row level security;
create policy calendar_day_rows on calendar_day using (county_code = coalesce(current_setting('app.county', true), '')) with check (county_code = coalesce(current_setting('app.county', true), ''));
grant select, insert, update, delete on calendar_day to shoutian_app;

alter table counter enable row level security;
create policy counter_rows on counter using (county_code = coalesce(current_setting('app.county', true), '')) with check (county_code = coalesce(current_setting('app.county', true), ''));
grant select, insert, update on counter to shoutian_app;

alter table blob enable row level security;
create policy blob_rows on blob using (county_code = coalesce(current_setting('app.county', true), '')) with check (county_code = coalesce(current_setting('app.county', true), ''));
grant select, insert, update on blob to shoutian_app;

-- A person's own things: an act may put a notice into anybody's inbox of the county, only its owner reads it.
alter table notice enable row level security;
create policy notice_read on notice for select using (county_code = coalesce(current_setting('app.county', true), '') and person_id = coalesce(current_setting('app.person', true), ''));
create policy notice_send on notice for insert with check (county_code = coalesce(current_setting('app.county', true), ''));
create policy notice_mark on notice for update using (county_code = coalesce(current_setting('app.county', true), '') and person_id = coalesce(current_setting('app.person', true), ''));
grant select, insert, update on notice to shoutian_app;

alter table upload enable row level security;
create policy upload_own on upload using (county_code = coalesce(current_setting('app.county', true), '') and created_by = coalesce(current_setting('app.person', true), ''));
grant select, insert, update, delete on upload to shoutian_app;

alter table saved_view enable row level security;
create policy saved_view_read on saved_view for select using (county_code = coalesce(current_setting('app.county', true), '') and (person_id = coalesce(current_setting('app.person', true), '') or (shared and (starts_with(division_code, coalesce(current_setting('app.scope', true), '')) or starts_with(coalesce(current_setting('app.scope', true), ''), division_code)))));
create policy saved_view_own on saved_view for insert with check (county_code = coalesce(current_setting('app.county', true), '') and person_id = coalesce(current_setting('app.person', true), ''));
create policy saved_view_change on saved_view for update using (county_code = coalesce(current_setting('app.county', true), '') and person_id = coalesce(current_setting('app.person', true), ''));
create policy saved_view_remove on saved_view for delete using (county_code = coalesce(current_setting('app.county', true), '') and person_id = coalesce(current_setting('app.person', true), ''));
grant select, insert, update, delete on saved_view to shoutian_app;

-- Guarded at the query (see layer_feature); loading is the owner's work.
grant select on layer_feature to shoutian_app;
