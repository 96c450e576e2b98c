import { rm } from 'node:fs/promises';
import type { importLayer } from '@shoutian/domain/api';
import { type LayerKind, layerFields, layerKinds } from '@shoutian/domain/layers';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { uploadById } from '../../platform/files/uploads.ts';
import { obsoleteDatum } from '../../platform/geofile/index.ts';
import type { Parsed } from '../../platform/http/route.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../../platform/request.ts';
import type { ImportPlan } from './plan.ts';
import * as versions from './queries/versions.ts';
import { tileFolder } from './tiles/store.ts';

type Request = Parsed<typeof importLayer>['body'];

/**
 * Checks what was confirmed and starts the import as a job. Nothing of the file is visible until the version is active.
 * @throws {AppError} secretMaterial, refusedFile (old datum), missing (a required field), duplicate (a version is in
 * force and `replace` was not asked), outsideScope
 */
export async function startImport(
  platform: Platform,
  work: Work,
  body: Request,
): Promise<{ layerVersionId: string; jobId: string }> {
  const { actor, tx } = work;
  if (body.secrecy === 'secret') throw new AppError('secretMaterial');
  const divisionCode = body.divisionCode ?? actor.scopeCode;
  checkPlace(work, body.kind, divisionCode);
  checkCrs(body.epsg);
  const mapping = confirmedMapping(body.kind, body.mapping);
  const upload = await uploadById(tx, actor.countyCode, body.uploadId);
  const rival = await versions.inForce(tx, actor.countyCode, { divisionCode, kind: body.kind, year: body.year });
  if (rival && !body.replace)
    throw new AppError(
      'duplicate',
      `${body.year} 年的${layerKinds.get(body.kind)?.zh ?? ''}已有启用的版本「${rival.title}」。要换成这一份，请选“启用后停用旧版本”。`,
      { en: `A version of ${body.year} is in force: "${rival.title}". Ask to replace it.` },
    );
  const id = newId();
  const plan: ImportPlan = {
    layerVersionId: id,
    sha256: upload.sha256,
    fileName: upload.fileName,
    kind: body.kind,
    year: body.year,
    divisionCode,
    dataset: body.dataset,
    layer: body.layer,
    epsg: body.epsg,
    encoding: body.encoding ?? null,
    mapping,
    classMapping: body.classMapping ?? null,
    areaUnit: body.areaUnit,
    replace: body.replace,
  };
  await versions.insertVersion(tx, actor.countyCode, {
    id,
    divisionCode,
    kind: body.kind,
    year: body.year,
    title: body.title,
    sourceUnit: body.sourceUnit,
    secrecy: body.secrecy,
    codeSystem: body.kind === 'landClass' || body.kind === 'permanentBasicFarmland' ? 'GTDC3_WORK' : null,
    fileName: upload.fileName,
    fileSha256: upload.sha256,
    sourceCrs: body.epsg === null ? '' : `EPSG:${body.epsg}`,
    encoding: plan.encoding,
    mapping,
    importedBy: actor.id,
    importedByName: actor.name,
    importedAt: work.now,
  });
  const jobId = await platform.jobs.enqueue(work, {
    kind: 'layer.import',
    title: `导入图层：${body.title}`,
    divisionCode,
    input: plan,
  });
  await versions.setJob(tx, actor.countyCode, id, jobId);
  await work.audit({
    action: 'layer.import',
    subjectKind: 'layer',
    subjectId: id,
    divisionCode,
    changes: { act: 'start', kind: body.kind, year: body.year, title: body.title, sha256: upload.sha256 },
  });
  return { layerVersionId: id, jobId };
}

function checkPlace(work: Work, kind: LayerKind, divisionCode: string): void {
  if (!divisionCode.startsWith(work.actor.scopeCode)) throw new AppError('outsideScope');
  if (kind === 'division' && work.actor.scopeCode !== work.actor.countyCode)
    throw new AppError('outsideScope', '行政界线由县级导入。', { en: 'Boundaries are imported by the county.' });
}

function checkCrs(epsg: number | null): void {
  const datum = epsg === null ? null : obsoleteDatum(epsg);
  if (datum === null) return;
  const name = datum === 'beijing54' ? '1954 北京坐标系' : '1980 西安坐标系';
  throw new AppError(
    'refusedFile',
    `${name}（EPSG:${epsg}）转到 2000 国家大地坐标系需要官方转换参数，不能直接导入；请先转换成 CGCS2000。`,
    { en: `EPSG:${epsg} needs official parameters; have the file converted to CGCS2000 first.` },
  );
}

/** Source → target without the empty pairs. @throws {AppError} badInput, missing */
function confirmedMapping(kind: LayerKind, given: Record<string, string | null>): Record<string, string> {
  const fields = layerFields(kind);
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  for (const [source, target] of Object.entries(given)) {
    if (target === null) continue;
    const spec = fields.find(({ id }) => id === target);
    if (!spec) throw new AppError('badInput', `没有「${target}」这个字段。`, { en: `No field "${target}".` });
    if (taken.has(target))
      throw new AppError('badInput', `「${spec.zh}」对应了两列，请只留一列。`, { en: `"${spec.en}" is mapped twice.` });
    taken.add(target);
    mapping[source] = target;
  }
  const missing = fields.filter(({ required, id }) => required && !taken.has(id));
  if (missing.length > 0)
    throw new AppError('missing', `还缺 ${missing.length} 项对应：${missing.map(({ zh }) => zh).join('、')}`, {
      en: `Not mapped: ${missing.map(({ en }) => en).join(', ')}`,
      details: missing.map(({ id, zh, en }) => ({
        code: 'field',
        message: `还没有对应「${zh}」`,
        messageEn: `"${en}" is not mapped`,
        at: `body.mapping.${id}`,
      })),
    });
  return mapping;
}

/** Takes a version out of force; its features stay for the overlays that used them. @throws {AppError} wrongState */
export async function retireLayer(platform: Platform, work: Work, id: string, reason: string): Promise<void> {
  const { tx, actor } = work;
  const version = found(await versions.versionById(tx, actor.countyCode, id), '图层');
  if (!version.division_code.startsWith(actor.scopeCode)) throw new AppError('outsideScope');
  if (!(await versions.moveVersion(tx, actor.countyCode, id, ['active'], 'retired')))
    throw new AppError('wrongState', '只有启用中的图层可以停用。', { en: 'Only an active layer can be retired.' });
  await work.audit({
    action: 'layer.retire',
    subjectKind: 'layer',
    subjectId: id,
    divisionCode: version.division_code,
    reason,
    changes: { kind: version.kind, year: version.year, title: version.title },
  });
  work.onCommit(() => rm(tileFolder(platform.config.dataDir, id), { recursive: true, force: true }));
}
