import { z } from 'zod';

/** Roles of this wing (specification 8.1); `level` says which scope codes fit. */
export const roles = {
  countyNr: { zh: '县规划自然资源局', en: 'County natural resources', level: 'county', app: 'console' },
  townLeader: { zh: '镇分管领导', en: 'Town leader', level: 'town', app: 'console' },
  townBuild: { zh: '村镇建设中心', en: 'Town construction centre', level: 'town', app: 'console' },
  townIndustry: { zh: '产业发展中心', en: 'Industry development centre', level: 'town', app: 'console' },
  townEnforce: { zh: '综合行政执法大队', en: 'Enforcement brigade', level: 'town', app: 'console' },
  village: { zh: '村（社区）两委', en: 'Village committee', level: 'village', app: 'field' },
  gridder: { zh: '网格员', en: 'Grid member', level: 'village', app: 'field' },
  auditor: { zh: '审计员', en: 'Auditor', level: 'county', app: 'console' },
  admin: { zh: '系统管理员', en: 'Administrator', level: 'county', app: 'console' },
} as const satisfies Record<
  string,
  { zh: string; en: string; level: 'county' | 'town' | 'village'; app: 'console' | 'field' }
>;

export type RoleId = keyof typeof roles;
export const roleIds = Object.keys(roles) as RoleId[];
export const Role = z.enum(roleIds as [RoleId, ...RoleId[]]);

/** The three levels of a division code, by its length. */
export type DivisionLevel = 'county' | 'town' | 'village';

/** @returns the level of a 6-, 9- or 12-digit code */
export function levelOf(code: string): DivisionLevel {
  return code.length <= 6 ? 'county' : code.length <= 9 ? 'town' : 'village';
}

/** Is `place` inside `scope` (or the same)? Codes nest by prefix. */
export function within(place: string, scope: string): boolean {
  return place.startsWith(scope);
}

/** Who acts: the person behind a session, or the system inside a job. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly RoleId[];
  readonly countyCode: string;
  /** County, town or village code that limits what is seen. */
  readonly scopeCode: string;
}
