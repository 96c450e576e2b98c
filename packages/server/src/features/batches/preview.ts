import type { BatchSetup } from '@shoutian/domain/api';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { uploadById } from '../../platform/files/uploads.ts';
import type { LooseWork } from '../../platform/request.ts';
import { draftRows, type Earlier } from './draft.ts';
import { checkMapping } from './fields.ts';
import { requireDraft } from './guard.ts';
import { inspectFile } from './inspect.ts';
import * as batches from './queries/batches.ts';
import * as drafts from './queries/drafts.ts';
import { readGeofile, readSheet, type SourceFile, type StoredFile } from './source-rows.ts';
import { isWorkbook, readWorkbook } from './workbook.ts';

interface Source extends StoredFile {
  id: string;
  sha256: string;
}

/** The upload, or the batch's own file when a colleague goes on where another stopped. */
async function sourceOf(
  work: LooseWork,
  platform: Platform,
  batch: batches.BatchRow,
  uploadId: string,
): Promise<Source> {
  const { report } = batch;
  if (report.uploadId === uploadId && batch.file_sha256 !== null && batch.file_name !== null)
    return {
      id: uploadId,
      sha256: batch.file_sha256,
      fileName: batch.file_name,
      size: report.fileSize ?? 0,
      path: platform.blobs.pathOf(batch.file_sha256),
    };
  const upload = await work.transaction(({ tx, actor }) => uploadById(tx, actor.countyCode, uploadId));
  return {
    id: upload.id,
    sha256: upload.sha256,
    fileName: upload.fileName,
    size: upload.size,
    path: platform.blobs.pathOf(upload.sha256),
  };
}

/** What is in a batch's file, with the mapping remembered from the same source. */
export async function inspectSource(work: LooseWork, platform: Platform, id: string, uploadId: string) {
  const county = work.actor.countyCode;
  const { batch, bounds, remembered } = await work.transaction(async ({ tx, actor }) => {
    const row = requireDraft(found(await batches.batchById(tx, county, id), '批次'), actor);
    return {
      batch: row,
      bounds: await batches.countyBounds(tx, county),
      remembered: await batches.rememberedSetup(tx, county, row),
    };
  });
  return inspectFile(await sourceOf(work, platform, batch, uploadId), bounds, remembered);
}

async function read(source: Source, setup: BatchSetup): Promise<SourceFile> {
  if (!(await isWorkbook(source))) return readGeofile(source, setup);
  const sheets = await readWorkbook(source);
  const sheet = sheets.find(({ name }) => name === setup.sheet) ?? sheets[0];
  if (!sheet) throw new AppError('badInput', '表格里没有可读的工作表。');
  return readSheet(sheet, setup);
}

/**
 * Reads the file into the draft with the confirmed mapping and looks for duplicates. A repeated call replaces the rows
 * of the file; rows drawn by hand, and decisions that still fit, stay.
 * @throws {AppError} badInput, refusedFile, unreadableFile, tooLarge, wrongState, conflict
 */
export async function previewBatch(work: LooseWork, platform: Platform, id: string, setup: BatchSetup): Promise<void> {
  checkMapping(setup.mapping);
  const county = work.actor.countyCode;
  const { batch, before } = await work.transaction(async ({ tx, actor }) => ({
    batch: requireDraft(found(await batches.batchById(tx, county, id), '批次'), actor),
    before: await drafts.allDrafts(tx, county, id),
  }));
  const source = await sourceOf(work, platform, batch, setup.uploadId);
  const file = await read(source, setup);
  const same = batch.file_sha256 === source.sha256 && (batch.report.sheet ?? '') === (setup.sheet ?? setup.layer);
  const earlier = new Map<number, Earlier>(
    same ? before.filter((row) => !row.by_hand).map((row) => [row.row_no, row] as const) : [],
  );
  const rows = await draftRows(work, batch, file.rows, setup, { earlier });
  await work.transaction(async ({ tx, audit }) => {
    const locked = found(await batches.lockBatch(tx, county, id), '批次');
    if (locked.state !== 'draft') throw new AppError('wrongState', '这一批正在入库或已经入库，不能再换文件。');
    if (locked.row_version !== batch.row_version) throw new AppError('conflict');
    await drafts.deleteDrafts(tx, county, id, 'file');
    await drafts.insertDrafts(tx, county, id, rows);
    await batches.setSource(tx, county, id, {
      fileName: source.fileName,
      sha256: source.sha256,
      crs: file.crs,
      encoding: file.encoding,
      setup,
      report: {
        uploadId: source.id,
        fileSize: source.size,
        sheet: setup.sheet ?? setup.layer,
        notices: file.notices,
      },
    });
    await audit({
      action: 'clue.import',
      subjectKind: 'batch',
      subjectId: id,
      divisionCode: batch.division_code,
      changes: {
        step: 'preview',
        file: source.fileName,
        sha256: source.sha256,
        rows: rows.length,
        refused: rows.filter(({ refused }) => refused).length,
      },
    });
  });
}
