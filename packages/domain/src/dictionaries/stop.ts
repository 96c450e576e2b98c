import { type CodeOf, dictionary } from './entry.ts';

/**
 * Kinds of stop measure. Cutting a resident's water, power, heat or gas is not among them and cannot be entered:
 * 行政强制法 43 forbids it. `needsAuthority` marks what only an organ with the power may issue (specification 2.2).
 */
export const stopMeasures = dictionary([
  { code: 'oral', zh: '口头制止', en: 'Told to stop', needsAuthority: false },
  { code: 'machineryLeft', zh: '机械撤离', en: 'Machinery left', needsAuthority: false },
  { code: 'stopNotice', zh: '责令停止通知书', en: 'Stop notice', needsAuthority: true },
  { code: 'letterToDepartment', zh: '函告有关部门', en: 'Letter to departments', needsAuthority: false },
  { code: 'jointStop', zh: '联合现场制止', en: 'Joint stop on site', needsAuthority: false },
  { code: 'copyNotice', zh: '抄告/报告', en: 'Copy notice or report', needsAuthority: false },
  { code: 'reportOnly', zh: '只上报，没制止', en: 'Reported only', needsAuthority: false },
]);
export type StopMeasure = CodeOf<typeof stopMeasures>;

/** What a recheck found. */
export const stopResults = dictionary([
  { code: 'stopped', zh: '已停工', en: 'Stopped', failed: false },
  { code: 'notStopped', zh: '未停工', en: 'Not stopped', failed: true },
  { code: 'resumed', zh: '停后复建', en: 'Resumed', failed: true },
]);
export type StopResult = CodeOf<typeof stopResults>;
