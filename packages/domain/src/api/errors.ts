import { z } from 'zod';

/**
 * The one catalogue of errors. `code` is stable, `status` is HTTP, `zh`/`en` are sentences a user can act on
 * (they may be replaced by a more exact sentence where it is thrown), details have the shape the thrower documents.
 */
export const errorCatalogue = {
  badInput: {
    status: 400,
    zh: '填写的内容有误，请按提示改正。',
    en: 'The input is not valid; correct the fields named below.',
  },
  notSignedIn: {
    status: 401,
    zh: '登录已失效，请重新登录，已填的内容不会丢。',
    en: 'Please sign in again; what you typed is kept.',
  },
  notAllowed: { status: 403, zh: '当前角色不能办理这一步。', en: 'Your role may not do this.' },
  passwordChange: {
    status: 403,
    zh: '首次登录要先把口令改成自己的，改完再继续。',
    en: 'Change the password you were given first; then go on.',
  },
  outsideScope: { status: 403, zh: '不在本人管辖范围内。', en: 'Outside your own area.' },
  notFound: {
    status: 404,
    zh: '没有找到，可能已被移走或不在本人管辖范围内。',
    en: 'Not found, or outside your own area.',
  },
  conflict: {
    status: 409,
    zh: '这条记录刚被别人改过，请看过对方的改动再提交。',
    en: 'Somebody changed this record meanwhile.',
  },
  duplicate: { status: 409, zh: '编号或内容与已有记录重复。', en: 'Duplicates an existing record.' },
  overlapping: {
    status: 409,
    zh: '起止日期与已有的一条重叠，没有保存；请错开日期，或先改已有的那条。',
    en: 'The dates overlap an existing record, so nothing was stored; move them or change that record first.',
  },
  reference: {
    status: 409,
    zh: '相关的记录已被移走，或还有别的记录在用它，没有保存；请刷新后再看一眼，重新提交。',
    en: 'A related record is gone or still in use, so nothing was stored; reload, look again and submit once more.',
  },
  keyReused: {
    status: 409,
    zh: '这一步以前提交过，内容和这次不一样，系统留的是先提交的那份；请打开记录核对，要改就重新填写提交。',
    en: 'This was submitted before with other content, which is what was kept; look at the record and, to change it, fill the form in anew.',
  },
  wrongState: { status: 409, zh: '当前状态不能办理这一步。', en: 'Not possible in the present state.' },
  missing: { status: 422, zh: '还缺必需的内容，补齐后再提交。', en: 'Something required is missing.' },
  emptyValue: {
    status: 422,
    zh: '有一项必填的内容是空的，没有保存；请补齐后再提交，仍不行请把编号告诉管理员。',
    en: 'A required value is empty, so nothing was stored; fill it in and submit again, or tell the administrator the number.',
  },
  badValue: {
    status: 422,
    zh: '有一项数字、日期或选项超出允许的范围，没有保存；请核对后再提交，仍不行请把编号告诉管理员。',
    en: 'A number, date or choice is out of range, so nothing was stored; check it and submit again, or tell the administrator the number.',
  },
  unreadableFile: { status: 422, zh: '文件读不出来，请按提示处理后重新上传。', en: 'The file cannot be read.' },
  refusedFile: { status: 422, zh: '文件被拒收，原因见提示。', en: 'The file was refused.' },
  tooLarge: { status: 413, zh: '文件太大，请分批上传。', en: 'Too large.' },
  tooMany: { status: 429, zh: '操作太频繁，请稍等再试。', en: 'Too many requests; wait a little.' },
  locked: { status: 423, zh: '账号已锁定，请到时间后再试或找管理员。', en: 'The account is locked for now.' },
  secretMaterial: {
    status: 422,
    zh: '涉密资料不得进入本系统。',
    en: 'Classified material must not enter this system.',
  },
  busy: {
    status: 503,
    zh: '好几个人正在改同一处，这一步没有保存；请过一会儿再提交一次。',
    en: 'Several people are changing the same thing, so nothing was stored; submit again in a moment.',
  },
  tookTooLong: {
    status: 503,
    zh: '这一步用时太久，已停止，没有保存；请缩小范围，或过一会儿再试。',
    en: 'This took too long and was stopped; nothing was stored. Narrow it down or try again later.',
  },
  full: {
    status: 507,
    zh: '服务器的磁盘、内存或连接数不够，没有保存；请告诉管理员，腾出空间后再试。',
    en: 'The server is out of disk, memory or connections, so nothing was stored; tell the administrator, then try again.',
  },
  unavailable: {
    status: 503,
    zh: '数据库暂时没有回应，请过一会儿再试。',
    en: 'The database does not answer; try again shortly.',
  },
  internal: {
    status: 500,
    zh: '服务器出错，内容没有提交，请过一会儿再试。',
    en: 'The server failed; nothing was stored.',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** One thing that is wrong or missing: where it is and what to do. */
export const Complaint = z.object({
  code: z.string(),
  message: z.string(),
  messageEn: z.string().optional(),
  /** Dotted path of the field, or `file.shp#44:JCBH`. */
  at: z.string().optional(),
  /** In-app address that does the job. */
  link: z.string().optional(),
});
export type Complaint = z.infer<typeof Complaint>;

/** Body of every failed answer. `ref` is what a user may quote to support. */
export const Problem = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    messageEn: z.string().optional(),
    details: z.array(Complaint).optional(),
    ref: z.string(),
  }),
});
export type Problem = z.infer<typeof Problem>;
