import type { TimelineEvent } from '@shoutian/domain/api';
import { clueActions, clueRule } from '@shoutian/domain/clue';
import type { Language } from '@shoutian/domain/dictionaries';
import { type RoleId, roles } from '@shoutian/domain/people';
import { problemActions, problemRule } from '@shoutian/domain/problem';

/** Acts outside of the two transition tables. */
const others: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'clue.import': ['批次入库', 'Batch stored'],
  'clue.create': ['登记线索', 'Clue registered'],
  'clue.decideDuplicate': ['判定重复', 'Duplicate decided'],
  'clue.relocate': ['更正所在村', 'Village corrected'],
  'clue.review': ['审核核查结果', 'Report reviewed'],
  'overlay.run': ['套合分析', 'Overlay run'],
  'photo.upload': ['提交照片', 'Photo sent'],
  'photo.explain': ['审查照片', 'Photo reviewed'],
  'problem.create': ['新建问题', 'Problem created'],
  'problem.import': ['历史台账导入', 'Imported from a ledger'],
  'problem.export': ['导出台账', 'Ledger exported'],
  'problem.planWriteOff': ['安排公示和回头看', 'Notice and visits planned'],
  'problem.drawInspection': ['随机抽查', 'Random inspection drawn'],
  'layer.import': ['导入图层', 'Layer imported'],
  'layer.retire': ['停用图层', 'Layer retired'],
  'list.prepare': ['拟清单', 'List prepared'],
  'list.freeze': ['审定冻结清单', 'List frozen'],
  'person.manage': ['管理人员', 'Person managed'],
  'division.manage': ['管理行政区划', 'Divisions managed'],
  'rule.manage': ['改规则', 'Rule changed'],
  'setting.manage': ['改设置', 'Setting changed'],
  'campaign.manage': ['管理专项行动', 'Campaign managed'],
  'site.check': ['选址检查', 'Site checked'],
  'board.snapshot': ['打表快照', 'Board snapshot'],
  'job.cancel': ['取消后台任务', 'Job cancelled'],
  'session.signIn': ['登录', 'Signed in'],
  system: ['系统处理', 'Done by the system'],
};

/** Acts that are one right with another: the audit names the right as its action, the act among the changes. */
const acts: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'problem.editGround': ['修改图斑', 'Outline changed'],
};

/** The act of one event in words. */
export function eventWords({ action, changes }: Pick<TimelineEvent, 'action' | 'changes'>, language: Language): string {
  const pair = typeof changes['act'] === 'string' ? acts[changes['act']] : undefined;
  return pair === undefined ? actionWords(action, language) : pair[language === 'zh' ? 0 : 1];
}

/** An audit action in words; one that is newer than this page shows its name. */
export function actionWords(action: string, language: Language): string {
  const ofClue = clueActions.find((one) => one === action);
  if (ofClue !== undefined) return clueRule(ofClue)[language];
  const ofProblem = problemActions.find((one) => one === action);
  if (ofProblem !== undefined) return problemRule(ofProblem)[language];
  const pair = others[action];
  return pair === undefined ? action : pair[language === 'zh' ? 0 : 1];
}

/** Names of all actions with words, for a choice. */
export function knownActions(): readonly string[] {
  return [...clueActions, ...problemActions, ...Object.keys(others)];
}

/** First role of a list in words; null without one (jobs). */
export function roleWords(ids: readonly string[], language: Language): string | null {
  const known = ids.find((id): id is RoleId => Object.hasOwn(roles, id));
  return known === undefined ? null : roles[known][language];
}
