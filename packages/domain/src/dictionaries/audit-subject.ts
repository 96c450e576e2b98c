import { type CodeOf, dictionary } from './entry.ts';

/** What an entry of the audit log is about. */
export const auditSubjects = dictionary([
  { code: 'clue', zh: '线索', en: 'Clue' },
  { code: 'problem', zh: '问题', en: 'Problem' },
  { code: 'batch', zh: '批次', en: 'Batch' },
  { code: 'list', zh: '整改清单', en: 'List' },
  { code: 'ledger', zh: '台账', en: 'Ledger' },
  { code: 'photo', zh: '照片', en: 'Photo' },
  { code: 'attachment', zh: '附件', en: 'Attachment' },
  { code: 'upload', zh: '上传的文件', en: 'Upload' },
  { code: 'stopMeasure', zh: '制止措施', en: 'Stop measure' },
  { code: 'writeOff', zh: '销号', en: 'Write-off' },
  { code: 'lookBack', zh: '回头看', en: 'Look-back' },
  { code: 'draw', zh: '随机抽查', en: 'Random inspection' },
  { code: 'boardSnapshot', zh: '打表快照', en: 'Board snapshot' },
  { code: 'siteCheck', zh: '选址检查', en: 'Site check' },
  { code: 'campaign', zh: '专项行动', en: 'Campaign' },
  { code: 'person', zh: '人员', en: 'Person' },
  { code: 'division', zh: '区划', en: 'Division' },
  { code: 'layer', zh: '图层', en: 'Layer' },
  { code: 'rule', zh: '规则', en: 'Rule' },
  { code: 'calendar', zh: '节假日', en: 'Holidays' },
]);
export type AuditSubject = CodeOf<typeof auditSubjects>;
