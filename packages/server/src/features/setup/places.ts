import type { Complaint, TownInput } from '@shoutian/domain/api';

/** A row as it came from a workbook: where it stood, and its texts. */
export interface PlaceRow {
  at: string;
  code: string;
  name: string;
}

const complaint = (at: string, message: string, messageEn: string): Complaint => ({
  code: 'placeRow',
  at,
  message,
  messageEn,
});

/**
 * Checks a list of codes and names and nests it: every village under a town of the list, codes of the county only,
 * none twice. All rows are checked before anything is refused, so that one correction round is enough.
 */
export function nestPlaces(
  rows: readonly PlaceRow[],
  countyCode: string,
): { towns: TownInput[]; complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  const seen = new Map<string, string>();
  const towns = new Map<string, TownInput>();
  const villages: PlaceRow[] = [];
  for (const row of rows) {
    const bad = checkRow(row, countyCode, seen.get(row.code));
    if (bad) complaints.push(bad);
    else if (row.code.length === 9) towns.set(row.code, { code: row.code, name: row.name, villages: [] });
    else if (row.code.length === 12) villages.push(row);
    if (!seen.has(row.code)) seen.set(row.code, row.at);
  }
  for (const row of villages) {
    const town = towns.get(row.code.slice(0, 9));
    if (town) town.villages.push({ code: row.code, name: row.name });
    else if (!seen.has(row.code.slice(0, 9)))
      complaints.push(
        complaint(
          row.at,
          `${row.name}的乡镇 ${row.code.slice(0, 9)} 不在表里，补上这一行。`,
          `The town ${row.code.slice(0, 9)} of this village is not in the list.`,
        ),
      );
  }
  const sorted = [...towns.values()].sort((a, b) => a.code.localeCompare(b.code));
  return {
    towns: sorted.map((town) => ({
      ...town,
      villages: [...town.villages].sort((a, b) => a.code.localeCompare(b.code)),
    })),
    complaints,
  };
}

function checkRow(row: PlaceRow, countyCode: string, earlier: string | undefined): Complaint | undefined {
  if (!/^\d{6}(\d{3}(\d{3})?)?$/.test(row.code)) {
    const scientific = /e\+/i.test(row.code);
    return complaint(
      row.at,
      scientific
        ? `编码「${row.code}」被表格改成了科学计数，把这一列设成「文本」再填一次。`
        : `编码「${row.code}」不是 9 位或 12 位数字。`,
      scientific
        ? 'The sheet turned the code into a power of ten: format the column as text.'
        : 'The code must have 9 or 12 digits.',
    );
  }
  if (!row.code.startsWith(countyCode))
    return complaint(
      row.at,
      `编码 ${row.code} 不属于本县区（${countyCode}）。`,
      `The code is not of this county (${countyCode}).`,
    );
  if (row.name === '') return complaint(row.at, `编码 ${row.code} 没有名称。`, 'The name is missing.');
  if (row.name.length > 40)
    return complaint(row.at, `名称超过 40 个字：${row.name.slice(0, 20)}…`, 'The name is longer than 40 characters.');
  if (earlier !== undefined)
    return complaint(row.at, `编码 ${row.code} 与${earlier}重复。`, `The code is there twice (${earlier}).`);
  return undefined;
}

/** The nested list as rows, for the same checks on what a form sends. */
export function flattenPlaces(towns: readonly TownInput[]): PlaceRow[] {
  return towns.flatMap((town) => [
    { at: town.code, code: town.code, name: town.name },
    ...town.villages.map((village) => ({ at: village.code, code: village.code, name: village.name })),
  ]);
}
