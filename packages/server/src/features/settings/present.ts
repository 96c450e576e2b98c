import type { CampaignView, listViews, OutputOf } from '@shoutian/domain/api';
import { type Actor, can, within } from '@shoutian/domain/people';
import type { CampaignRow, ViewRow } from './queries.ts';

export function presentView(row: ViewRow, personId: string): OutputOf<typeof listViews>['rows'][number] {
  return {
    id: row.id,
    list: row.list,
    name: row.name,
    definition: row.definition,
    shared: row.shared,
    own: row.person_id === personId,
    position: row.position,
  };
}

/** A campaign belongs to the place that set it up; those below only read it. */
export function presentCampaign(row: CampaignRow, actor: Actor): CampaignView {
  return {
    id: row.id,
    title: row.title,
    year: row.year,
    docNo: row.doc_no,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    responsibleUnits: row.responsible_units,
    sourceScope: row.source_scope,
    closed: row.closed,
    rowVersion: row.row_version,
    abilities: can(actor, 'campaign.manage') && within(row.division_code, actor.scopeCode) ? ['campaign.manage'] : [],
  };
}
