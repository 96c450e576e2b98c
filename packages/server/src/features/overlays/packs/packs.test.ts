import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { areaM2, flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { looseWork, systemActor } from '../../../platform/http/container.ts';
import { newId } from '../../../platform/ids.ts';
import { type Harness, places, startHarness } from '../../../testing/harness.ts';
import { snapshotsOf } from '../index.ts';
import { Overlayer } from '../overlayer.ts';
import { keepPacks } from './build.ts';
import { PackStore } from './store.ts';

const square = (lon: number, lat: number, size: number) =>
  flatFromGeoJson({
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + size, lat],
        [lon + size, lat + size],
        [lon, lat + size],
        [lon, lat],
      ],
    ],
  });
const hex = (shape: ReturnType<typeof square>): string => Buffer.from(toEwkb(shape)).toString('hex');

let harness: Harness;
const folder = mkdtempSync(path.join(os.tmpdir(), 'shoutian-packs-'));
const county = places.county;
const clues = Array.from({ length: 60 }, () => newId());
const versions = { landClass: newId(), permanentBasicFarmland: newId() };
const work = () => looseWork(harness.server.platform.db, systemActor(county), new Date());

async function loadLayer(kind: keyof typeof versions, parcels: number, size: number): Promise<void> {
  const { pool } = harness.server.platform.db;
  await pool.query(
    `insert into layer_version (county_code, id, division_code, kind, year, title, secrecy, file_name, file_sha256, source_crs, state, imported_by, imported_by_name, feature_count)
     values ($1, $2, $1, $3, 2025, '测试', 'internal', 't.zip', repeat('0', 64), 'EPSG:4490', 'active', 'x', 'x', $4)`,
    [county, versions[kind], kind, parcels],
  );
  for (let i = 0; i < parcels; i++) {
    const shape = square(106 + (i % 50) * size, 29.8 + Math.floor(i / 50) * size, size);
    await pool.query(
      `insert into layer_feature (county_code, id, layer_version_id, class_code, net_factor, label, area_m2, geom) values ($1, $2, $3, $4, 0.9, $5, $6, $7)`,
      [county, newId(), versions[kind], ['0101', '0301', '0702'][i % 3], `图斑${i}`, areaM2(shape), hex(shape)],
    );
  }
}

beforeAll(async () => {
  harness = await startHarness();
  const { pool } = harness.server.platform.db;
  await loadLayer('landClass', 2300, 0.0005);
  await loadLayer('permanentBasicFarmland', 200, 0.002);
  const batch = newId();
  await pool.query(
    `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, received_on, state, created_by, created_by_name)
     values ($1, $2, $3, 'B1', '测试批次', 'satelliteEnforcement', 'image', '2026-11-01', 'stored', 'x', 'x')`,
    [county, batch, places.townA],
  );
  for (const [i, id] of clues.entries())
    await pool.query(
      `insert into clue (county_code, id, division_code, batch_id, clue_no, channel, discovery_method, geom, state, state_since, created_by)
       values ($1, $2, $3, $4, $5, 'satelliteEnforcement', 'image', $6, 'dispatched', now(), 'x')`,
      [county, id, places.townA, batch, `C${i}`, hex(square(106.0003 + i * 0.0004, 29.8002 + (i % 9) * 0.002, 0.0013))],
    );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await harness?.close();
});

/** What the newest snapshots say, without their ids and times. */
async function results(): Promise<unknown[]> {
  return work().transaction(async ({ tx }) => {
    const found = await Promise.all(clues.map((id) => snapshotsOf(tx, county, id, 1)));
    return found.map(([snapshot]) => rounded(snapshot?.result));
  });
}
/** Sums run in another order over a pack: the tenth of a square millimetre may differ. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, each) => (typeof each === 'number' ? Number(each.toFixed(4)) : each));
const byClass = (all: unknown[]): unknown[] =>
  all.map((one) => {
    const { landClasses, ...rest } = one as { landClasses: { classCode: string }[] };
    return { ...rest, landClasses: landClasses.toSorted((a, b) => a.classCode.localeCompare(b.classCode)) };
  });

it('an overlay gives the same from packs as from the database', async () => {
  const overlayer = new Overlayer(folder, 64);
  await overlayer.all(work(), 'clue', clues);
  expect(overlayer.packs.held().size).toBe(0);
  const fromDatabase = byClass(await results());
  await keepPacks(work(), overlayer.packs);
  expect((await overlayer.packs.kept()).sort()).toEqual(Object.values(versions).sort());
  await overlayer.all(work(), 'clue', clues);
  expect(overlayer.packs.held().size).toBe(2);
  expect(byClass(await results())).toEqual(fromDatabase);
  // One alone uses what is in memory.
  expect(await overlayer.one(work(), 'clue', clues[0] ?? '')).toBe(true);
  expect(byClass(await results())).toEqual(fromDatabase);
  await overlayer.close();
});

it('packs that do not fit into memory are left to the database', async () => {
  const overlayer = new Overlayer(folder, 0);
  await overlayer.all(work(), 'clue', clues);
  expect(overlayer.packs.held().size).toBe(0);
  expect(byClass(await results())[0]).toMatchObject({ landClasses: expect.arrayContaining([expect.anything()]) });
  await overlayer.close();
});

it('the one used longest ago gives way, never one that is wanted now', async () => {
  const file = (id: string): number => statSync(new PackStore(folder, 0).fileOf(id)).size;
  const { landClass, permanentBasicFarmland } = versions;
  const store = new PackStore(folder, Math.max(file(landClass), file(permanentBasicFarmland)));
  await store.load([landClass]);
  expect([...store.held().keys()]).toEqual([landClass]);
  await store.load([permanentBasicFarmland]);
  expect([...store.held().keys()]).toEqual([permanentBasicFarmland]);
  await store.load([landClass, permanentBasicFarmland]);
  expect(store.held().size).toBe(1);
});

it('a damaged pack is thrown away and made again', async () => {
  const store = new PackStore(folder, 64 << 20);
  const file = store.fileOf(versions.landClass);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  await store.load([versions.landClass]);
  expect(store.held().size).toBe(0);
  expect(await store.kept()).not.toContain(versions.landClass);
  await keepPacks(work(), store);
  await store.load([versions.landClass]);
  expect(store.held().size).toBe(1);
});

it('a version whose features are not all there is not packed, and a retired one loses its pack', async () => {
  const { pool } = harness.server.platform.db;
  const store = new PackStore(folder, 64 << 20);
  await pool.query(`update layer_version set state = 'retired' where id = $1`, [versions.permanentBasicFarmland]);
  await keepPacks(work(), store);
  expect(await store.kept()).toEqual([versions.landClass]);
  await pool.query(`update layer_version set feature_count = 2299 where id = $1`, [versions.landClass]);
  await store.remove(versions.landClass);
  await keepPacks(work(), store);
  expect(await store.kept()).toEqual([]);
});

it('what a killed process left half-written goes after an hour, not what is being written', async () => {
  const store = new PackStore(folder, 0);
  const [old, young] = [`${store.fileOf(newId())}.1`, `${store.fileOf(newId())}.2`];
  for (const file of [old, young]) writeFileSync(file, 'x');
  const before = new Date(Date.now() - 2 * 3_600_000);
  utimesSync(old, before, before);
  await keepPacks(work(), store);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});
