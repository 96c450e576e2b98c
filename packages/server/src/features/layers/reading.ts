import type { Dataset, FeatureIssue, LayerInfo, ReadOptions } from '../../platform/geofile/index.ts';

/** Listed in a report; what is beyond is counted. */
export const LISTED = 1000;

/** Where an import reads from, with everything confirmed. */
export interface Source {
  dataset: Dataset;
  layer: LayerInfo;
  options: ReadOptions;
}

export interface PlainNotice {
  code: string;
  zh: string;
  en: string;
}

export interface FeatureNote extends PlainNotice {
  fid: number;
}

/** What reading leaves behind besides rows: counts are whole, lists are cut at LISTED. */
export interface Reading {
  kept: number;
  refused: FeatureNote[];
  refusedCount: number;
  adjusted: FeatureNote[];
  adjustedCount: number;
  repaired: { fid: number; what: string }[];
  notices: PlainNotice[];
}

export function newReading(): Reading {
  return { kept: 0, refused: [], refusedCount: 0, adjusted: [], adjustedCount: 0, repaired: [], notices: [] };
}

/** The reader proves crossings on single rings; PostGIS repairs them and says so itself. */
const saidElsewhere = 'selfCrossing';

/** How people count a file's features: from 1. Only shapefiles number theirs from 0. */
export function countedNo(driver: Dataset['driver'], fid: number): number {
  return driver === 'shapefile' ? fid + 1 : fid;
}

/** Sorts a batch's issues into the report. */
export function noteIssues(reading: Reading, issues: readonly FeatureIssue[]): void {
  for (const { fid, code, zh, en, refused } of issues) {
    if (code === saidElsewhere) continue;
    const list = refused ? reading.refused : reading.adjusted;
    if (list.length < LISTED) list.push({ fid, code, zh, en });
    if (!refused) reading.adjustedCount++;
  }
}
