import { type Actor, type RoleId, roleIds } from './roles.ts';

const town: RoleId[] = ['townBuild', 'townIndustry'];
const office: RoleId[] = [...town, 'townEnforce', 'townLeader', 'countyNr'];
const onTheGround: RoleId[] = ['village', 'gridder'];
const readers: RoleId[] = [...office, ...onTheGround, 'auditor'];

/**
 * The one word list for verbs (specification 8.3): an action's name is the permission, the audit action, the job key
 * and the route's right. Who may do it *in a state* is the transition table's business; this table is the outer fence.
 */
export const actions = {
  'person.read': ['admin', 'auditor', ...office],
  'person.manage': ['admin'],
  'division.read': [...readers, 'admin'],
  'division.manage': ['admin'],
  'setting.read': [...readers, 'admin'],
  'setting.manage': ['admin'],
  'rule.manage': ['admin', 'countyNr'],
  'audit.read': ['auditor'],
  'job.read': [...readers, 'admin'],
  'job.cancel': [...office, 'admin'],
  'layer.read': [...readers, 'admin'],
  'layer.import': ['countyNr', 'admin', ...town],
  'layer.retire': ['countyNr', 'admin'],
  'campaign.read': readers,
  'campaign.manage': [...town, 'townLeader', 'countyNr'],
  'clue.read': readers,
  'clue.import': [...town, 'countyNr'],
  'clue.create': [...town, 'countyNr', 'townEnforce', ...onTheGround],
  'clue.dispatch': [...town, 'countyNr'],
  'clue.report': [...onTheGround, ...town, 'townEnforce'],
  'clue.review': [...town, 'countyNr'],
  'clue.decideDuplicate': [...town, 'countyNr'],
  'overlay.run': [...town, 'countyNr', 'townEnforce'],
  'photo.read': readers,
  'photo.upload': [...onTheGround, ...town, 'townEnforce', 'countyNr'],
  'photo.explain': [...town, 'townEnforce', 'countyNr', ...onTheGround],
  'task.read': readers,
  'stop.record': [...onTheGround, ...town, 'townEnforce'],
  'stop.recheck': [...onTheGround, ...town, 'townEnforce'],
  'problem.read': readers,
  'problem.create': [...town, 'countyNr', 'townEnforce'],
  'problem.edit': [...town, 'townEnforce', 'countyNr'],
  'problem.import': [...town, 'countyNr'],
  'problem.export': [...town, 'countyNr', 'townLeader'],
  'problem.transfer': [...town, 'countyNr'],
  'problem.merge': [...town, 'countyNr'],
  'problem.suspend': ['townLeader', 'countyNr'],
  'problem.recordMilestone': [...town, 'townEnforce', ...onTheGround],
  'problem.recordEvidence': [...town, 'townEnforce', ...onTheGround],
  'problem.requestExtension': [...town, 'townEnforce', 'village'],
  'problem.approveExtension': ['townLeader', 'countyNr'],
  'problem.requestWriteOff': ['village', ...town],
  'problem.verifyOnSite': [...town, 'townEnforce'],
  'problem.planWriteOff': [...town, 'townEnforce', 'townLeader', 'countyNr'],
  'problem.townApprove': ['townLeader'],
  'problem.countyApprove': ['countyNr'],
  'problem.returnWriteOff': [...town, 'townLeader', 'countyNr'],
  'problem.overrideGuard': ['countyNr'],
  'problem.reopen': ['countyNr', ...town],
  'problem.lookBack': [...town, 'townEnforce', 'countyNr', ...onTheGround],
  'problem.drawInspection': ['countyNr', 'townLeader'],
  'list.read': readers,
  'list.prepare': town,
  'list.freeze': ['townLeader', 'countyNr'],
  'board.read': readers,
  'board.snapshot': [...town, 'townLeader', 'countyNr'],
  'dashboard.read': readers,
  'site.read': readers,
  'site.check': [...town, 'townLeader', 'countyNr'],
  'notice.read': [...readers, 'admin'],
  'view.save': readers,
} as const satisfies Record<string, readonly RoleId[]>;

export type Action = keyof typeof actions;
export const actionNames = Object.keys(actions) as Action[];

/** May a person with these roles ever do this? The transition tables and the scope decide the rest. */
export function can(actor: Pick<Actor, 'roles'>, action: Action): boolean {
  const allowed: readonly RoleId[] = actions[action];
  return actor.roles.some((role) => allowed.includes(role));
}

/** All actions that a set of roles opens. */
export function actionsOf(actor: Pick<Actor, 'roles'>): Action[] {
  return actionNames.filter((name) => can(actor, name));
}

/** Roles that may do an action, in the order of the role list (for messages: 「由…办理」). */
export function rolesFor(action: Action): RoleId[] {
  const allowed: readonly RoleId[] = actions[action];
  return roleIds.filter((role) => allowed.includes(role));
}
