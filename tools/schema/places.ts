import { readTexts } from '../lib/files.ts';

/** How a table lies on more than one machine, as the comment above its `create table` says. */
export type Place = 'distributed' | 'reference' | 'local';

const MARK =
  /^--\s*(?:distribute:\s*(?<table>[\w.]+)\s+by\s+county_code|(?<kind>reference|local):\s*(?<other>[\w.]+))\s*$/gm;

/** Reads `-- distribute: clue by county_code`, `-- reference: division` and `-- local: session` out of SQL texts. */
export function placesIn(texts: readonly string[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { groups = {} } of texts.flatMap((text) => [...text.matchAll(MARK)])) {
    if (groups['table'] !== undefined) places.set(groups['table'], 'distributed');
    if (groups['other'] !== undefined) places.set(groups['other'], groups['kind'] === 'local' ? 'local' : 'reference');
  }
  return places;
}

/** The marks of all files in db/migrations below `root`; the runner's own table exists before the first file. */
export function readPlaces(root: string): Map<string, Place> {
  return placesIn(['-- local: migration', ...readTexts(root, /^db\/migrations\/.*\.sql$/).map((file) => file.text)]);
}
