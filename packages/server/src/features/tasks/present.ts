import type { TaskView } from '@shoutian/domain/api';
import { flatFromWkb, labelPoint, toGeoJson } from '@shoutian/domain/geo';
import type { TaskRow } from './queries.ts';

/** A task as the phone shows it; the point is inside the ground even where only its outline is stored. */
export function presentTask(row: TaskRow): TaskView {
  const ground = row.geom === null ? null : flatFromWkb(row.geom);
  const inside = ground === null ? null : labelPoint(ground);
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    instructions: row.instructions,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    clueId: row.clue_id,
    problemId: row.problem_id,
    no: row.no ?? '',
    villageName: row.village_name ?? row.division_code,
    areaM2: row.area_m2,
    farmM2: row.farm_m2,
    pbfM2: row.pbf_m2,
    point: row.lng !== null && row.lat !== null ? [row.lng, row.lat] : inside === null ? null : [inside[0], inside[1]],
    geometry: ground === null ? null : toGeoJson(ground),
    ongoing: row.ongoing ?? false,
    dueOn: row.due_on,
    assignedName: row.assigned_name,
    state: row.state,
    returnedReason: row.returned_reason,
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
  };
}
