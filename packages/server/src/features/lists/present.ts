import type { ListItem, ListView } from '@shoutian/domain/api';
import { type Actor, can, within } from '@shoutian/domain/people';
import type { Missing } from '@shoutian/domain/problem';
import { wireMissing } from '../problems/index.ts';
import type { CountedList, ItemRow } from './queries.ts';

export function presentList(row: CountedList, actor: Actor, freezeMissing?: ListView['missing']): ListView {
  const draft = row.state === 'draft' && within(row.division_code, actor.scopeCode);
  const free = freezeMissing === undefined || (freezeMissing['list.freeze'] ?? []).length === 0;
  return {
    id: row.id,
    listNo: row.state === 'frozen' ? row.list_no : '',
    title: row.title,
    year: row.year,
    versionNo: row.version_no,
    divisionCode: row.division_code,
    state: row.state,
    formedOn: row.formed_on,
    approverName: row.approver_name,
    frozenAt: row.frozen_at?.toISOString() ?? null,
    snapshotSha256: row.snapshot_sha256,
    items: row.items,
    newItems: row.new_items,
    writtenOff: row.written_off,
    overdue: row.overdue,
    createdByName: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    rowVersion: row.row_version,
    abilities: [
      ...(draft && can(actor, 'list.prepare') ? ['list.prepare'] : []),
      ...(draft && can(actor, 'list.freeze') && free ? ['list.freeze'] : []),
    ],
    ...(draft && !free && can(actor, 'list.freeze') && freezeMissing ? { missing: freezeMissing } : {}),
  };
}

export function presentItem(row: ItemRow, gaps: readonly Missing[]): ListItem {
  return {
    itemNo: row.item_no,
    problemId: row.problem_id,
    problemNo: row.problem_no,
    title: row.title,
    villageName: row.village_name ?? row.division_code,
    areaM2: row.area_m2,
    farmM2: row.farm_m2,
    pbfM2: row.pbf_m2,
    state: row.state,
    isNew: row.is_new,
    measures: row.measures,
    rectifyMethod: row.rectify_method,
    category: row.category,
    responsibleUnit: row.responsible_unit,
    responsiblePersonId: row.responsible_person_id,
    responsiblePerson: row.responsible_person,
    leader: row.leader,
    milestones: row.milestones.map(({ step, name, plannedOn }) => ({ step, name, plannedOn })),
    dueOn: row.due_on,
    missing: wireMissing(gaps).map(({ code, message, messageEn }) => ({
      code,
      message,
      messageEn: messageEn ?? message,
    })),
  };
}
