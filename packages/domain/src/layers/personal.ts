/**
 * Personal columns of YJJBNTBHTB and its relatives: names, ID number, phone and address of responsible people. They are
 * dropped on the way in, before anything is stored (specification 0.4 trap 10, 7.3 minimise).
 */
export const personalColumns = ['ZRRZJHM', 'ZRRMC', 'LXDH', 'JZDZ', 'CFZR', 'ZZRR'] as const;

const telling = /身份证|证件号|电话|手机|住址|居住地|责任人|户主|^(SFZ|SFZH|ZJHM|ZJHAO|SJHM|SJH|TEL|PHONE|HZXM)$/i;

/** Columns of a file that hold personal data and must never leave the reader; the rest of the file is kept. */
export function personalColumnsOf(headers: readonly string[]): string[] {
  const known: readonly string[] = personalColumns;
  return headers.filter((header) => {
    const name = header.trim();
    // dBase cuts names to ten characters and numbers doubles: LXDH_1.
    return known.includes(name.toUpperCase().replace(/_\d+$/, '')) || telling.test(name);
  });
}
