import type { InputOf, importHistory, inspectHistory, OutputOf } from '@shoutian/domain/api';
import { route } from '@shoutian/domain/clue';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { problemTypes } from '@shoutian/domain/dictionaries';
import { historyFields, proposeHistoryMapping } from '@shoutian/domain/layers';
import { stockOrNew } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';
import { AppError, found } from '../../../platform/errors.ts';
import type { BlobStore } from '../../../platform/files/blobs.ts';
import { type UploadRow, uploadById } from '../../../platform/files/uploads.ts';
import { newId } from '../../../platform/ids.ts';
import type { LooseWork, Work } from '../../../platform/request.ts';
import { rulesFor } from '../../settings/index.ts';
import { searchFields } from '../commands/from-clue.ts';
import { takeProblemNumbers } from '../commands/number.ts';
import { placesIn } from '../queries/import.ts';
import { insertProblems, type NewProblemRow } from '../queries/insert.ts';
import { searchOf } from '../search.ts';
import { type CheckedRow, checkRow, type HistoryRow } from './check.ts';
import { withoutDoubles } from './doubles.ts';
import { type LedgerSheet, readLedger } from './read.ts';

type Inspected = OutputOf<typeof inspectHistory>;
type Wanted = Required<InputOf<typeof importHistory>['body']>;

async function openUpload(work: LooseWork, uploadId: string): Promise<UploadRow> {
  return work.transaction(({ tx, actor }) => uploadById(tx, actor.countyCode, uploadId));
}

/** What a workbook holds, and which column each field probably is: shown and confirmed, never silently taken. */
export async function inspect(work: LooseWork, blobs: BlobStore, uploadId: string): Promise<Inspected> {
  const upload = await openUpload(work, uploadId);
  const sheets = await readLedger({ path: blobs.pathOf(upload.sha256), size: upload.size, fileName: upload.fileName });
  return {
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      headerRow: sheet.headerRow,
      rows: sheet.rows.length,
      columns: sheet.columns.flatMap((name, i) =>
        name === ''
          ? []
          : [
              {
                name,
                samples: [...new Set(sheet.rows.map(({ cells }) => cells[i] ?? ''))].filter(Boolean).slice(0, 3),
              },
            ],
      ),
      proposedMapping: proposeHistoryMapping(sheet.columns.filter((name) => name !== '')),
    })),
  };
}

/**
 * Reads a sheet by the confirmed mapping. A dry run only says what is wrong and what is there already; otherwise all rows
 * are stored, or with `skipBad` and `skipDoubles` those that are good and new, or none.
 * @throws {AppError} missing for required fields without a column; badInput for a sheet or column that is not there
 */
export async function importRows(
  work: LooseWork,
  blobs: BlobStore,
  wanted: Wanted,
): Promise<OutputOf<typeof importHistory>> {
  const upload = await openUpload(work, wanted.uploadId);
  const sheets = await readLedger({ path: blobs.pathOf(upload.sha256), size: upload.size, fileName: upload.fileName });
  const sheet = sheets.find((each) => each.name === wanted.sheet && each.headerRow === wanted.headerRow);
  if (!sheet)
    throw new AppError('badInput', `文件里没有「${wanted.sheet}」这张表，请重新选文件。`, { en: 'No such sheet.' });
  const columns = columnsOf(sheet, wanted.mapping);
  return work.transaction(async (inner) => {
    const { rows: checked, doubles } = await withoutDoubles(inner, await check(inner, sheet, columns));
    const bad = checked.filter(({ complaints }) => complaints.length > 0);
    const good = checked.flatMap(({ row }) => (row ? [row] : []));
    const settled = (bad.length === 0 || wanted.skipBad) && (doubles.length === 0 || wanted.skipDoubles);
    const store = !wanted.dryRun && settled && good.length > 0;
    if (store) await storeRows(inner, good, upload);
    return {
      good: good.length,
      bad: bad.map(({ rowNo, title, complaints }) => ({ rowNo, title, complaints })),
      doubles,
      stored: store ? good.length : 0,
    };
  });
}

function columnsOf(sheet: LedgerSheet, mapping: Readonly<Record<string, string | null>>): Map<string, number> {
  const columns = new Map<string, number>();
  for (const { id, zh } of historyFields) {
    const header = mapping[id];
    if (header === null || header === undefined || header === '') continue;
    const index = sheet.columns.indexOf(header);
    if (index < 0)
      throw new AppError('badInput', `表里没有「${header}」这一列（${zh}）。`, { en: `No column ${header}.` });
    columns.set(id, index);
  }
  const lacking = historyFields.filter((field) => field.required && !columns.has(field.id));
  if (lacking.length > 0)
    throw new AppError('missing', `还没有对应列：${lacking.map(({ zh }) => zh).join('、')}。`, {
      en: 'Some required fields have no column.',
      details: lacking.map(({ id, zh, en }) => ({ code: 'import.noColumn', at: id, message: zh, messageEn: en })),
    });
  return columns;
}

async function check(work: Work, sheet: LedgerSheet, columns: ReadonlyMap<string, number>): Promise<CheckedRow[]> {
  const places = await placesIn(work.tx, work.actor.scopeCode);
  const byName = new Map<string, string[]>();
  for (const { code, name } of places) byName.set(bare(name), [...(byName.get(bare(name)) ?? []), code]);
  const codes = new Set(places.map(({ code }) => code));
  const placeOf = (text: string): string | null => {
    if (codes.has(text)) return text;
    const found = byName.get(bare(text)) ?? [];
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const today = shanghaiDay(work.now);
  return sheet.rows.map(({ no, cells }) =>
    checkRow(no, new Map([...columns].map(([id, index]) => [id, cells[index] ?? ''])), today, placeOf),
  );
}

/** 「清溪村」 and 「清溪村村民委员会」 are one place. */
const bare = (name: string): string => name.replace(/\s|村民委员会$|居民委员会$|居委会$|村委会$/gu, '');

async function storeRows(work: Work, rows: readonly HistoryRow[], upload: UploadRow): Promise<void> {
  const rules = await rulesFor(work.tx, work.actor.countyCode, work.now);
  const groups = new Map<string, HistoryRow[]>();
  // Numbers are taken once a town and year, not once a row.
  for (const row of rows) {
    const group = `${row.divisionCode.slice(0, 9)}/${row.foundYear}`;
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  const names = new Map((await placesIn(work.tx, work.actor.scopeCode)).map(({ code, name }) => [code, name]));
  const stored: NewProblemRow[] = [];
  for (const group of groups.values()) {
    const first = found(group[0], '行');
    const { numbers } = await takeProblemNumbers(work, first.divisionCode, first.foundYear, group.length);
    group.forEach((row, i) => {
      stored.push(rowOf(work, row, numbers[i] ?? '', names.get(row.divisionCode) ?? null, rules));
    });
  }
  await insertProblems(work.tx, stored);
  await work.audit({
    action: 'problem.import',
    subjectKind: 'upload',
    subjectId: upload.id,
    divisionCode: work.actor.scopeCode,
    changes: {
      act: 'problem.import',
      file: upload.fileName,
      sha256: upload.sha256,
      rows: stored.length,
      problems: stored.map((row) => row.problemNo),
    },
  });
}

function rowOf(work: Work, row: HistoryRow, problemNo: string, place: string | null, rules: Rules): NewProblemRow {
  const { actor, now } = work;
  const entry = problemTypes.get(row.type);
  const stock = stockOrNew(row.type, row.builtYear === null ? null : String(row.builtYear), rules);
  const lead = route({ divisionCode: row.divisionCode, type: row.type, channel: row.channel }, [], rules).leadRole;
  const done = row.writtenOffOn !== null;
  return {
    id: newId(),
    countyCode: actor.countyCode,
    divisionCode: row.divisionCode,
    problemNo,
    ...searchOf(searchFields({ ...row, problemNo }, place, [])),
    title: row.title,
    channel: row.channel,
    discoveryMethod: row.discoveryMethod,
    sourceDocNo: row.sourceDocNo,
    sourceNo: row.sourceNo,
    sourceBatch: row.sourceBatch,
    foundYear: row.foundYear,
    builtYear: row.builtYear,
    stockOrNew: row.stockOrNew ?? (stock.value === 'unknown' ? null : stock.value),
    stockOrNewReason: row.stockOrNew === null ? stock.reason.zh : '历史台账',
    type: row.type,
    nonAgri: entry.nonAgri,
    nonGrain: entry.nonGrain,
    locationText: row.locationText,
    point: row.point === null ? null : `SRID=4490;POINT(${row.point[0]} ${row.point[1]})`,
    areaM2: row.areaM2,
    farmM2: row.farmM2,
    pbfM2: row.pbfM2,
    partyType: row.partyType,
    partyName: row.partyName,
    // An older ledger lists what was found true; doubt is an edit away.
    verifyResult: 'true',
    verifiedBy: '历史台账',
    category: row.category,
    rectifyMethod: row.rectifyMethod,
    measures: row.measures,
    leadUnit: lead ?? '',
    responsibleUnit: row.responsibleUnit,
    responsiblePerson: row.responsiblePerson,
    leader: row.leader,
    state: done ? 'writtenOff' : 'registered',
    stateSince: now,
    writtenOffOn: row.writtenOffOn,
    writtenOffBy: done ? '历史台账' : null,
    progressPct: done ? 100 : 0,
    remark: row.remark,
    createdBy: actor.id,
    createdAt: now,
    updatedBy: actor.id,
    updatedAt: now,
  };
}
