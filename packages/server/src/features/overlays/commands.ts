import type { OverlayResult } from '@shoutian/domain/api';
import { proposeVerdicts } from '@shoutian/domain/clue';
import { landClass } from '@shoutian/domain/dictionaries';
import { flatFromWkb, intersectionArea } from '@shoutian/domain/geo';
import { within } from '@shoutian/domain/people';
import type { Rules } from '@shoutian/domain/rules';
import { newId } from '../../platform/ids.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { rulesFor } from '../settings/index.ts';
import type { Figures } from './figures.ts';
import type { KernelPool } from './kernel-pool.ts';
import { packLoad } from './load.ts';
import * as queries from './queries.ts';

/** Name of the method in every snapshot; a change of the arithmetic changes the name. */
export const METHOD = 'ellipsoidal-equal-area-slabs/1';

/** Subjects a transaction: long enough to be efficient, short enough that others get the one embedded session. */
const CHUNK = 250;

interface ChunkInput {
  subjects: queries.SubjectRow[];
  features: queries.FeatureRow[];
  earlier: queries.EarlierRow[];
  layers: queries.LayerInUse[];
  rules: Rules;
}

/**
 * Runs the overlay of many subjects and stores the snapshots: read a chunk, compute outside any transaction, store it.
 * The next chunk is read while this one computes. Chunks already stored stay when it is stopped.
 * @param onChunk called after each stored chunk with the count so far and the last id, for progress and checkpoints
 */
export async function overlayAll(
  work: LooseWork,
  pool: KernelPool,
  kind: queries.SubjectKind,
  ids: readonly string[],
  onChunk: (done: number, lastId: string) => Promise<void> = async () => undefined,
): Promise<number> {
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, i) => ids.slice(i * CHUNK, (i + 1) * CHUNK));
  const read = (chunk: readonly string[]): Promise<ChunkInput> =>
    work.transaction((inner) => readChunk(inner, kind, chunk));
  let next = chunks[0] ? read(chunks[0]) : undefined;
  let done = 0;
  for (const [i, chunk] of chunks.entries()) {
    const input = await (next as Promise<ChunkInput>);
    const figures = pool.figures(
      packLoad(
        input.subjects.map(({ geom }) => geom),
        input.features,
      ),
    );
    const following = chunks[i + 1];
    next = following ? read(following) : undefined;
    // An unawaited failure of the next read must not end the process while this chunk is being stored.
    next?.catch(() => undefined);
    const computed = await figures;
    await work.transaction((inner) => storeChunk(inner, kind, input, computed));
    done += chunk.length;
    await onChunk(done, chunk.at(-1) ?? '');
  }
  return done;
}

async function readChunk(work: Work, kind: queries.SubjectKind, ids: readonly string[]): Promise<ChunkInput> {
  const { tx, actor } = work;
  const county = actor.countyCode;
  const layers = await queries.layersInUse(tx, county);
  const subjects = await queries.subjectsById(tx, county, kind, ids);
  const order = subjects.map(({ id }) => id);
  const features = [
    ...(await queries.featuresUnder(tx, county, kind, order, layers)),
    ...(await queries.villagesUnder(tx, county, kind, order)),
  ];
  return {
    layers,
    subjects,
    // Ordinality counts from 1.
    features: features.map((feature) => ({ ...feature, subjects: feature.subjects.map((ord) => ord - 1) })),
    earlier: await queries.problemsUnder(tx, county, kind, order),
    rules: await rulesFor(tx, county, work.now),
  };
}

async function storeChunk(
  work: Work,
  kind: queries.SubjectKind,
  input: ChunkInput,
  figures: readonly Figures[],
): Promise<OverlayResult[]> {
  const results = input.subjects.map((subject, i) => {
    const figure = figures[i];
    if (!figure) throw new Error('overlay: a subject came back without figures');
    return resultOf(
      subject,
      figure,
      input,
      input.earlier.filter(({ ord }) => ord === i + 1),
    );
  });
  const layers = JSON.stringify(input.layers);
  const rows = input.subjects.map((subject, i): queries.SnapshotRow => {
    const result = results[i] as OverlayResult;
    const place = result.village?.code ?? null;
    const mayMove =
      kind === 'clue' &&
      subject.state === 'registered' &&
      place !== null &&
      place !== subject.division_code &&
      within(place, work.actor.scopeCode);
    return {
      id: newId(),
      subjectId: subject.id,
      divisionCode: subject.division_code,
      repaired: subject.repaired,
      layers,
      result: JSON.stringify(result),
      areaM2: result.subjectM2,
      farmM2: result.farmGrossM2,
      pbfM2: result.pbfM2,
      ecoM2: result.eco?.areaM2 ?? null,
      proposed: JSON.stringify(proposalOf(result, input.rules)),
      place: mayMove ? place : null,
    };
  });
  await queries.storeSnapshots(work.tx, work.actor.countyCode, kind, METHOD, work.actor.id, work.now, rows);
  return results;
}

/** Figures with names: what was not loaded is null, never zero. */
export function resultOf(
  subject: { repaired: string | null },
  figure: Figures,
  input: Pick<ChunkInput, 'layers' | 'features'>,
  earlier: readonly queries.EarlierRow[],
  subjectGeom?: Uint8Array,
): OverlayResult {
  const loaded = new Set(input.layers.map(({ kind }) => kind));
  const layer = (kind: string) =>
    loaded.has(kind) ? (figure.layers[kind] ?? { areaM2: 0, pieces: 0, labels: [] }) : null;
  const names = new Map(
    input.features.filter(({ kind }) => kind === 'division').map(({ classCode, label }) => [classCode, label]),
  );
  const villages = figure.villages.map(({ code, m2 }) => ({
    code,
    name: names.get(code) ?? code,
    share: figure.subjectM2 > 0 ? Math.min(1, m2 / figure.subjectM2) : 0,
  }));
  const land = loaded.has('landClass');
  const ground = 'geom' in subject ? (subject as queries.SubjectRow).geom : subjectGeom;
  return {
    subjectM2: figure.subjectM2,
    landClasses: land
      ? figure.landClasses.map((cls) => ({ ...cls, label: landClass(cls.classCode)?.zh ?? cls.label }))
      : null,
    coveredM2: figure.coveredM2,
    uncoveredM2: figure.uncoveredM2,
    farmGrossM2: land ? figure.farmGrossM2 : null,
    farmNetM2: land ? figure.farmNetM2 : null,
    pbfM2: layer('permanentBasicFarmland')?.areaM2 ?? null,
    eco: layer('ecoRedLine'),
    urban: layer('urbanGrowthBoundary'),
    approved: layer('approvedLand'),
    facility: layer('facilityAgriLand'),
    village: villages[0] ?? null,
    villages,
    earlierProblems: ground ? earlierOf(ground, figure.subjectM2, earlier) : [],
    repaired: subject.repaired,
  };
}

function earlierOf(
  ground: Uint8Array,
  subjectM2: number,
  earlier: readonly queries.EarlierRow[],
): OverlayResult['earlierProblems'] {
  if (earlier.length === 0) return [];
  const shape = flatFromWkb(ground);
  return earlier
    .map((row) => ({
      id: row.id,
      problemNo: row.problem_no,
      state: row.state,
      overlapM2: intersectionArea(shape, flatFromWkb(row.geom)),
    }))
    .filter(({ overlapM2 }) => overlapM2 > 0.01)
    .map((row) => ({ ...row, ratio: subjectM2 > 0 ? Math.min(1, row.overlapM2 / subjectM2) : 0 }))
    .sort((a, b) => b.overlapM2 - a.overlapM2);
}

function proposalOf(result: OverlayResult, rules: Rules) {
  const classM2 = (wanted: (code: string) => boolean): number | null =>
    result.landClasses?.filter(({ classCode }) => wanted(classCode)).reduce((sum, { unionM2 }) => sum + unionM2, 0) ??
    null;
  const figures = {
    areaM2: result.subjectM2,
    farmM2: result.farmGrossM2,
    pbfM2: result.pbfM2,
    constructionM2: classM2((code) => landClass(code)?.threeWay === 'construction'),
    ruralRoadM2: classM2((code) => code === '1006'),
    approvedM2: result.approved?.areaM2 ?? null,
    facilityM2: result.facility?.areaM2 ?? null,
  };
  return proposeVerdicts(figures, null, rules)[0] ?? null;
}

/** One subject, at once: stores a new snapshot beside the old ones. */
export async function overlayOne(
  work: LooseWork,
  pool: KernelPool,
  kind: queries.SubjectKind,
  id: string,
): Promise<boolean> {
  return work.transaction(async (inner) => {
    const input = await readChunk(inner, kind, [id]);
    if (input.subjects.length === 0) return false;
    const figures = await pool.figures(
      packLoad(
        input.subjects.map(({ geom }) => geom),
        input.features,
      ),
    );
    await storeChunk(inner, kind, input, figures);
    return true;
  });
}

/** A shape that is nobody's: figures with names, nothing stored. */
export async function overlayShape(work: LooseWork, pool: KernelPool, geom: Uint8Array): Promise<OverlayResult> {
  const input = await work.transaction(async ({ tx, actor }) => {
    const layers = await queries.layersInUse(tx, actor.countyCode);
    return {
      layers,
      features: await queries.featuresUnderShape(tx, actor.countyCode, geom, layers),
      earlier: await queries.problemsUnderShape(tx, actor.countyCode, geom),
    };
  });
  const [figure] = await pool.figures(packLoad([geom], input.features));
  if (!figure) throw new Error('overlay: no figures');
  return resultOf({ repaired: null }, figure, input, input.earlier, geom);
}
