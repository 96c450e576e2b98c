import { createHmac } from 'node:crypto';
import type { RoleId } from '@shoutian/domain/people';

export interface DemoPerson {
  readonly username: string;
  readonly name: string;
  readonly unit: string;
  readonly role: RoleId;
  readonly scopeCode: string;
  /** What this person does in the story, for the page that lists the logins. */
  readonly does: string;
}

/** Ten invented people, at least one of every role. */
export const demoPeople: readonly DemoPerson[] = [
  {
    username: 'zhoujia',
    name: '周甲',
    unit: '村镇建设中心',
    role: 'townBuild',
    scopeCode: '999901101',
    does: '收线索、派任务、列整改清单、现场核实',
  },
  {
    username: 'qianxin',
    name: '钱辛',
    unit: '村镇建设中心',
    role: 'townBuild',
    scopeCode: '999901101',
    does: '第二名现场核查人',
  },
  {
    username: 'zhaowu',
    name: '赵戊',
    unit: '产业发展中心',
    role: 'townIndustry',
    scopeCode: '999901101',
    does: '设施农用地、种植类问题',
  },
  {
    username: 'sunji',
    name: '孙己',
    unit: '综合行政执法大队',
    role: 'townEnforce',
    scopeCode: '999901101',
    does: '制止、复查',
  },
  {
    username: 'chenbing',
    name: '陈丙',
    unit: '示例镇人民政府',
    role: 'townLeader',
    scopeCode: '999901101',
    does: '批清单、镇级审核销号',
  },
  {
    username: 'liyi',
    name: '李乙',
    unit: '清溪村村委会',
    role: 'village',
    scopeCode: '999901101201',
    does: '村里核查、整改、申请销号（手机）',
  },
  {
    username: 'zhengren',
    name: '郑壬',
    unit: '清溪村',
    role: 'gridder',
    scopeCode: '999901101201',
    does: '网格员：到现场、拍照、劝停（手机）',
  },
  {
    username: 'wangding',
    name: '王丁',
    unit: '县规划自然资源局',
    role: 'countyNr',
    scopeCode: '999901',
    does: '县级核查、导入图层',
  },
  {
    username: 'fenggui',
    name: '冯癸',
    unit: '县审计局',
    role: 'auditor',
    scopeCode: '999901',
    does: '只看，查操作记录',
  },
  { username: 'hanmao', name: '韩卯', unit: '县信息中心', role: 'admin', scopeCode: '999901', does: '建人员、改区划' },
];

/**
 * The demonstration's password: one for all ten, different on every installation, nowhere stored. It comes from the
 * installation's secret, so nobody can look it up for another server, and it satisfies the password policy.
 */
export function demoPassword(secret: string): string {
  const mac = createHmac('sha256', secret).update('demonstration county').digest();
  const letters = [...mac.subarray(0, 6)].map((byte) => 'abcdefghjkmnpqrstuvwxyz'.charAt(byte % 23)).join('');
  return `Tian-${letters}-${1000 + (mac.readUInt32BE(8) % 9000)}`;
}
