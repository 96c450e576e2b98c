import {
  type BBox,
  bboxesMeet,
  distanceM,
  expandBbox,
  flatFromWkb,
  type LonLat,
  packedIndex,
  pointInPolygon,
} from '@shoutian/domain/geo';
import type { Rules } from '@shoutian/domain/rules';
import type { LooseWork } from '../../platform/request.ts';
import { rulesFor } from '../settings/index.ts';
import { compare, ordered, type Side, type StoredMatch } from './match.ts';
import { overlapsOf } from './overlap-thread.ts';
import * as queries from './queries/matches.ts';

/** A draft row under examination. Box in degrees; null for rows that only carry a number. */
export interface Subject {
  readonly id: string;
  readonly rowNo: number;
  readonly label: string;
  readonly number: string | null;
  readonly description: string;
  readonly areaM2: number;
  readonly point: LonLat | null;
  readonly geometry: Uint8Array | null;
  readonly box: BBox | null;
}

export interface Finding {
  matches: StoredMatch[];
  /** Village with the largest share of the shape, or under the point. */
  village: { code: string; name: string; share: number } | null;
}

export interface Examination {
  findings: Map<string, Finding>;
  rules: Rules;
}

/** Boxes a query: short transactions, so that others get the one embedded session between them. */
const CHUNK = 500;

const isBoxed = (subject: Subject): subject is Subject & { box: BBox } => subject.box !== null;

async function inChunks<T, R>(all: readonly T[], ask: (part: readonly T[], at: number) => Promise<R[]>): Promise<R[]> {
  const found: R[] = [];
  for (let at = 0; at < all.length; at += CHUNK) found.push(...(await ask(all.slice(at, at + CHUNK), at)));
  return found;
}

/**
 * Finds what draft rows meet: earlier clues and problems, other rows of the draft, the village they lie in. Reads in
 * short transactions and measures in a thread.
 * @param subjects the rows to look at
 * @param others rows of the same draft that come before them
 */
export async function examine(
  work: LooseWork,
  batch: { id: string; channel: string },
  subjects: readonly Subject[],
  others: readonly Subject[] = [],
): Promise<Examination> {
  const county = work.actor.countyCode;
  const rules = await work.transaction(({ tx, now }) => rulesFor(tx, county, now));
  const near = rules.value('duplicate.distanceM');
  const boxed = subjects.filter(isBoxed);
  const boxes = boxed.map(({ box, point }) => (point ? expandBbox(box, near) : box));
  const meet = (kind: 'clue' | 'problem') =>
    inChunks(boxes, async (part, at) =>
      (await work.transaction(({ tx }) => queries.meetings(tx, county, kind, batch.id, part))).map((row) => ({
        ...row,
        ord: row.ord + at,
      })),
    );
  const places = await inChunks(boxes, async (part, at) =>
    (await work.transaction(({ tx }) => queries.villagesMet(tx, county, part))).map((row) => ({
      ...row,
      ord: row.ord + at,
    })),
  );
  const met = { clue: await meet('clue'), problem: await meet('problem') };
  const numbers = [...new Set(subjects.flatMap(({ number }) => number ?? []))];
  const same = await inChunks(numbers, (part) =>
    work.transaction(({ tx }) => queries.withNumbers(tx, county, { channel: batch.channel, batchId: batch.id }, part)),
  );
  const known = await work.transaction(({ tx }) =>
    queries.knownByIds(tx, county, {
      clues: [...new Set([...met.clue.map(({ id }) => id), ...ofKind(same, 'clue')])],
      problems: [...new Set([...met.problem.map(({ id }) => id), ...ofKind(same, 'problem')])],
    }),
  );
  const villages = await work.transaction(({ tx }) =>
    queries.villageShapes(tx, [...new Set(places.map(({ code }) => code))]),
  );

  const measured = new Measure();
  const knownById = new Map(known.map((one) => [one.id, { ...sideOf(one), problemId: one.problem_id }]));
  const pairs = new Map<string, Map<string, Side & { problemId: string | null }>>();
  const pair = (subject: Subject, other: Side & { problemId: string | null }): void => {
    const row = pairs.get(subject.id) ?? new Map();
    pairs.set(subject.id, row.set(other.id, other));
  };
  for (const { ord, id } of [...met.clue, ...met.problem]) {
    const [subject, other] = [boxed[ord], knownById.get(id)];
    if (subject && other) pair(subject, other);
  }
  const byNumber = Map.groupBy(same, (one) => one.monitor_no);
  for (const subject of subjects)
    for (const { id } of byNumber.get(subject.number ?? '') ?? []) {
      const other = knownById.get(id);
      if (other) pair(subject, other);
    }
  for (const [later, earlier] of draftPairs(subjects, others, near))
    pair(later, { ...draftSide(earlier, batch.channel), problemId: null });

  for (const subject of subjects)
    for (const other of pairs.get(subject.id)?.values() ?? [])
      if (subject.geometry && other.geometry) measured.ask(subject.id, subject.geometry, other.id, other.geometry);
  const villageByCode = new Map(villages.map((one) => [one.code, one]));
  const placesOf = Map.groupBy(places, ({ ord }) => ord);
  boxed.forEach((subject, ord) => {
    if (subject.geometry && !subject.point)
      for (const { code } of placesOf.get(ord) ?? []) {
        const village = villageByCode.get(code);
        if (village) measured.ask(subject.id, subject.geometry, code, village.geom);
      }
  });
  await measured.run();

  const findings = new Map<string, Finding>();
  for (const subject of subjects) {
    const mine = draftSide(subject, batch.channel);
    const matches = [...(pairs.get(subject.id)?.values() ?? [])].flatMap((other) => {
      const match = compare(mine, other, measured.m2(subject.id, other.id), rules);
      return match ? [{ ...match, problemId: other.problemId }] : [];
    });
    findings.set(subject.id, { matches: ordered(matches), village: null });
  }
  boxed.forEach((subject, ord) => {
    const finding = findings.get(subject.id);
    if (finding)
      finding.village = villageOf(
        subject,
        (placesOf.get(ord) ?? []).flatMap(({ code }) => villageByCode.get(code) ?? []),
        measured,
      );
  });
  return { findings, rules };
}

const ofKind = (rows: readonly { id: string; kind: string }[], kind: string): string[] =>
  rows.filter((row) => row.kind === kind).map(({ id }) => id);

function villageOf(
  subject: Subject,
  villages: readonly { code: string; name: string; geom: Uint8Array }[],
  measured: Measure,
): Finding['village'] {
  const { point } = subject;
  if (point) {
    const under = villages.find(({ geom }) => pointInPolygon(point, flatFromWkb(geom)));
    return under ? { code: under.code, name: under.name, share: 1 } : null;
  }
  const [best] = villages
    .map(({ code, name }) => ({ code, name, m2: measured.m2(subject.id, code) }))
    .filter(({ m2 }) => m2 > 0)
    .sort((a, b) => b.m2 - a.m2);
  return best
    ? { code: best.code, name: best.name, share: subject.areaM2 > 0 ? Math.min(1, best.m2 / subject.areaM2) : 0 }
    : null;
}

/** Pairs inside the draft, the later row first: it is the one that asks. */
function* draftPairs(
  subjects: readonly Subject[],
  others: readonly Subject[],
  nearM: number,
): Generator<readonly [later: Subject, earlier: Subject]> {
  const all = [...others, ...subjects].sort((a, b) => a.rowNo - b.rowNo);
  const asking = new Set(subjects.map(({ id }) => id));
  const boxed = all.filter(isBoxed);
  const index = packedIndex(boxed.map(({ box }) => box));
  const seen = new Set<string>();
  for (const later of boxed) {
    if (!asking.has(later.id)) continue;
    const reach = later.point ? expandBbox(later.box, nearM) : later.box;
    for (const i of index.search(reach)) {
      const earlier = boxed[i];
      if (!earlier || earlier.rowNo >= later.rowNo || !bboxesMeet(reach, earlier.box)) continue;
      // Two points of one list a few metres apart are two parcels as often as one: only the same place asks.
      if (later.point && earlier.point && distanceM(later.point, earlier.point) > 0.5) continue;
      seen.add(`${later.id} ${earlier.id}`);
      yield [later, earlier];
    }
  }
  const first = new Map<string, Subject>();
  for (const row of all) {
    if (row.number === null) continue;
    const earlier = first.get(row.number);
    if (!earlier) first.set(row.number, row);
    else if (asking.has(row.id) && !seen.has(`${row.id} ${earlier.id}`)) yield [row, earlier];
  }
}

function draftSide(row: Subject, channel: string): Side {
  return {
    id: row.id,
    kind: 'draft',
    no: row.label,
    number: row.number,
    channel,
    state: 'draft',
    problemState: null,
    title: row.label,
    description: row.description,
    foundOn: null,
    areaM2: row.areaM2,
    point: row.point,
    geometry: row.geometry,
  };
}

function sideOf(known: queries.Known): Side {
  return {
    id: known.id,
    kind: known.kind,
    no: known.no,
    number: known.monitor_no,
    channel: known.channel,
    state: known.state,
    problemState: known.problem_state,
    title: known.title,
    description: known.description,
    foundOn: known.found_on,
    areaM2: known.area_m2,
    point: known.lon === null || known.lat === null ? null : [known.lon, known.lat],
    geometry: known.geom,
  };
}

/** Collects pairs of shapes, measures them all at once, and answers by their keys. */
class Measure {
  readonly #shapes: Uint8Array[] = [];
  readonly #index = new Map<string, number>();
  readonly #pairs: [number, number][] = [];
  readonly #place = new Map<string, number>();
  #m2: Float64Array = new Float64Array(0);

  ask(a: string, shapeA: Uint8Array, b: string, shapeB: Uint8Array): void {
    this.#place.set(`${a} ${b}`, this.#pairs.length);
    this.#pairs.push([this.#shape(a, shapeA), this.#shape(b, shapeB)]);
  }

  #shape(key: string, shape: Uint8Array): number {
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.#index.set(key, this.#shapes.length);
    return this.#shapes.push(shape) - 1;
  }

  async run(): Promise<void> {
    this.#m2 = await overlapsOf(this.#shapes, this.#pairs);
  }

  m2(a: string, b: string): number {
    const at = this.#place.get(`${a} ${b}`);
    return at === undefined ? 0 : (this.#m2[at] ?? 0);
  }
}
