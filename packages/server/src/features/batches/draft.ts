import type { BatchSetup, DraftDecision } from '@shoutian/domain/api';
import { expandBbox, type LonLat } from '@shoutian/domain/geo';
import { within } from '@shoutian/domain/people';
import { newId } from '../../platform/ids.ts';
import type { LooseWork } from '../../platform/request.ts';
import { examine, type Finding, type Subject } from './examine.ts';
import { issue } from './issues.ts';
import { type StoredMatch, stillDecided } from './match.ts';
import { type Attributes, compareAreas, normaliseRow } from './normalise.ts';
import { type BatchRow, countyBounds, nameOf } from './queries/batches.ts';
import type { DraftRecord, DraftRowData } from './queries/drafts.ts';
import { knownPlaces } from './queries/matches.ts';
import { repairRows } from './repair.ts';
import type { SourceRow } from './source-rows.ts';

/** Rows drawn by hand count from here, so that a file read again never meets their numbers. */
export const HAND_ROWS = 100_000;

/** How a row is called on the screen: 「第 41 行」, 「手绘 1」. */
export const rowLabel = (rowNo: number): string => (rowNo > HAND_ROWS ? `手绘 ${rowNo - HAND_ROWS}` : `第 ${rowNo} 行`);

/** What an earlier reading of the same file already had: ids and decisions survive a changed mapping. */
export interface Earlier {
  id: string;
  matches: readonly StoredMatch[];
  decision: DraftDecision | null;
}

interface Working extends DraftRecord {
  surelyValid: boolean;
  bbox: SourceRow['bbox'];
}

const text = (attributes: Attributes, key: string): string => {
  const value = attributes[key];
  return typeof value === 'string' ? value : '';
};

const describe = (attributes: Attributes): string =>
  text(attributes, 'feature') || text(attributes, 'remark') || text(attributes, 'patchType');

/**
 * Makes draft rows of what a file or a hand gave: fields read, shapes repaired, place found, duplicates looked for.
 * Nothing is stored; no transaction is open while anything is computed.
 * @param others rows of the draft that come before
 */
export async function draftRows(
  work: LooseWork,
  batch: Pick<BatchRow, 'id' | 'channel' | 'division_code'>,
  source: readonly SourceRow[],
  setup: Pick<BatchSetup, 'mapping' | 'areaUnits'>,
  options: { byHand?: boolean; others?: readonly Subject[]; earlier?: ReadonlyMap<number, Earlier> } = {},
): Promise<DraftRecord[]> {
  const county = work.actor.countyCode;
  const rows = source.map((one): Working => {
    const { attributes, issues } = normaliseRow(one.raw, setup);
    return {
      id: options.earlier?.get(one.rowNo)?.id ?? newId(),
      divisionCode: batch.division_code,
      rowNo: one.rowNo,
      byHand: options.byHand ?? false,
      monitorNo: text(attributes, 'monitorNo') || null,
      attributes,
      raw: one.raw,
      issues: [...one.issues, ...issues],
      refused: one.refused,
      repaired: null,
      matches: [],
      needsDecision: false,
      decision: null,
      areaM2: one.areaM2,
      point: one.point,
      geometry: one.geometry,
      original: null,
      surelyValid: one.surelyValid,
      bbox: one.bbox,
    };
  });
  await repairRows(work, rows);
  const bounds = await work.transaction(({ tx }) => countyBounds(tx, county));
  for (const row of rows) {
    row.issues.push(...compareAreas(row.attributes, row.areaM2));
    if (bounds) refuseFarAway(row, expandBbox(bounds, 20_000));
  }
  const usable = rows.filter((row) => !row.refused);
  const { findings } = await examine(work, batch, usable.map(subjectOf), options.others ?? []);
  const codes = usable.flatMap(({ attributes }) => [text(attributes, 'villageCode'), text(attributes, 'townCode')]);
  const { places, home } = await work.transaction(async ({ tx }) => ({
    places: await knownPlaces(tx, [...new Set(codes.filter((code) => code !== ''))]),
    home: await nameOf(tx, batch.division_code),
  }));
  for (const row of usable) {
    const finding = findings.get(row.id);
    if (!finding) continue;
    settlePlace(row, finding, {
      batch: batch.division_code,
      scope: work.actor.scopeCode,
      places,
      home,
      bounded: !!bounds,
    });
    settleMatches(row, finding, options.earlier?.get(row.rowNo));
  }
  return rows.map(({ surelyValid: _valid, bbox: _bbox, ...record }) => record);
}

function subjectOf(row: Working): Subject {
  return {
    id: row.id,
    rowNo: row.rowNo,
    label: rowLabel(row.rowNo),
    number: row.monitorNo,
    description: describe(row.attributes),
    areaM2: row.areaM2 ?? 0,
    point: row.point,
    geometry: row.geometry,
    box: row.bbox ?? (row.point ? [row.point[0], row.point[1], row.point[0], row.point[1]] : null),
  };
}

/** A draft row of the database as a subject, for looking again. */
export function storedSubject(row: DraftRowData): Subject {
  const point: LonLat | null = row.lon === null || row.lat === null ? null : [row.lon, row.lat];
  return {
    id: row.id,
    rowNo: row.row_no,
    label: rowLabel(row.row_no),
    number: row.monitor_no,
    description: describe(row.attributes),
    areaM2: row.area_m2 ?? 0,
    point,
    geometry: row.geom,
    box: row.box ?? (point ? [...point, ...point] : null),
  };
}

/** A whole county away is a wrong system, zone or order, never a neighbour's parcel. */
function refuseFarAway(row: Working, wide: readonly [number, number, number, number]): void {
  const at: LonLat | null = row.point ?? (row.bbox ? [row.bbox[0], row.bbox[1]] : null);
  if (row.refused || at === null) return;
  const [w, s, e, n] = row.bbox ?? [...at, ...at];
  if (w <= wide[2] && e >= wide[0] && s <= wide[3] && n >= wide[1]) return;
  row.refused = true;
  row.issues.push(issue('outsideCounty', { at: `${at[0].toFixed(4)}，${at[1].toFixed(4)}` }));
}

interface PlaceContext {
  batch: string;
  scope: string;
  places: ReadonlyMap<string, string>;
  home: string;
  bounded: boolean;
}

/** The village by geometry wins; without boundaries the file's own code does, when it names a place of this batch. */
function settlePlace(row: Working, { village }: Finding, context: PlaceContext): void {
  const stated = [text(row.attributes, 'villageCode'), text(row.attributes, 'townCode')].find(
    (code) => code !== '' && context.places.has(code) && within(code, context.batch),
  );
  const countyStated = text(row.attributes, 'countyCode').slice(0, 6);
  if (countyStated !== '' && countyStated !== context.batch.slice(0, 6))
    row.issues.push(issue('otherCounty', { value: countyStated }));
  if (village && !within(village.code, context.batch)) {
    row.refused = true;
    row.issues.push(issue('otherPlace', { place: village.name }));
    return;
  }
  if (village) {
    row.divisionCode = village.code;
    row.attributes['villageShare'] = village.share;
    if (stated !== undefined && !within(village.code, stated))
      row.issues.push(issue('placeDiffers', { value: context.places.get(stated) ?? stated, place: village.name }));
    return;
  }
  row.divisionCode = stated ?? context.batch;
  const placed = row.geometry !== null || row.point !== null;
  if (context.bounded && placed)
    row.issues.push(issue('noVillage', { place: context.places.get(row.divisionCode) ?? context.home }));
}

function settleMatches(row: Working, { matches }: Finding, earlier: Earlier | undefined): void {
  const placed = row.geometry !== null || row.point !== null;
  if (!placed && !matches.some(({ reason, kind }) => reason === 'sameNumber' && kind !== 'draft')) {
    row.refused = true;
    row.issues.push(issue('noPlace'));
    return;
  }
  row.matches = matches;
  row.needsDecision = matches.some(({ decide }) => decide);
  row.decision = stillDecided(earlier?.decision ?? null, earlier?.matches ?? [], matches);
}
