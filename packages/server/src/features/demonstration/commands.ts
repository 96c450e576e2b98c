import { createHash } from 'node:crypto';
import { bboxUnion, toEwkb } from '@shoutian/domain/geo';
import { type LayerKind, layerKinds } from '@shoutian/domain/layers';
import { levelOf } from '@shoutian/domain/people';
import type { Platform } from '../../platform/feature.ts';
import { expectJob } from '../../platform/geofile/index.ts';
import { systemActor, transact } from '../../platform/http/container.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../../platform/request.ts';
import { insertDivisions, setBoundaries } from '../divisions/index.ts';
import { insertPerson } from '../people/index.ts';
import { anyCounty, finishedSetup, insertCounty } from '../setup/index.ts';
import { county, type Landscape, makeLandscape } from './landscape/index.ts';
import { demoPassword, demoPeople } from './people.ts';
import * as queries from './queries.ts';

/** A part of the demonstration's story, told through the product's own endpoints after the county is there. */
export interface Scene {
  /** Is it still to be told? Asked at every start, so that one that was killed is told by the next. */
  due(platform: Platform): Promise<boolean>;
  /** Whole or not at all. */
  tell(platform: Platform, landscape: Landscape): Promise<void>;
}
/** In the order in which they are told. */
export const scenes: Scene[] = [];

/** The demonstration's password on this installation. */
export const passwordOf = (platform: Platform): string => demoPassword(platform.auth.options.secret);

/**
 * Makes the demonstration county in an empty database: invented codes, land made by code, ten people. Where any county
 * is there, it only tells the scenes that are still due in this one. The county's row is written last and in one
 * transaction with all that can be seen, so that an interrupted try leaves nothing a person would meet, and the next
 * start begins anew.
 * @param prepared its land where somebody has made it already
 * @returns whether it was made
 */
export async function loadDemonstration(platform: Platform, prepared?: Landscape): Promise<boolean> {
  const known = await anyCounty(platform.db.pool);
  if (known && (await dueScenes(platform)).length === 0) return false;
  // The story hands in files: what reads them gets ready meanwhile.
  expectJob();
  const landscape = prepared ?? makeLandscape();
  if (!known) {
    await queries.clearLeftovers(platform.db.pool, county.code);
    const versions = await loadLayers(platform, landscape);
    const hash = await (await platform.auth.$context).password.hash(passwordOf(platform));
    await transact(platform.db, systemActor(county.code), new Date(), (work) =>
      publish(work, landscape, versions, hash),
    );
  }
  for (const scene of await dueScenes(platform)) await scene.tell(platform, landscape);
  return !known;
}

async function dueScenes(platform: Platform): Promise<Scene[]> {
  if ((await queries.demonstrationCounty(platform.db.pool))?.code !== county.code) return [];
  const due = await Promise.all(scenes.map((scene) => scene.due(platform)));
  return scenes.filter((_, i) => due[i]);
}

async function loadLayers(platform: Platform, landscape: Landscape): Promise<queries.NewVersion[]> {
  const versions: queries.NewVersion[] = [];
  async function* files(): AsyncGenerator<Uint8Array> {
    for (const [kind, features] of Object.entries(landscape.layers) as [
      Exclude<LayerKind, 'division'>,
      Landscape['layers']['landClass'],
    ][]) {
      const id = newId();
      const hash = createHash('sha256');
      for (const each of features) hash.update(toEwkb(each.geometry));
      versions.push({
        id,
        kind,
        title: `${county.name}${layerKinds.get(kind).zh}（演示）`,
        sha256: hash.digest('hex'),
        count: features.length,
        areaM2: features.reduce((sum, each) => sum + each.areaM2, 0),
        bounds: bboxUnion(features.map((each) => each.geometry.bbox)),
      });
      yield queries.featureFile(county.code, id, features);
    }
  }
  await queries.loadFeatures(platform.db, files());
  return versions;
}

async function publish(
  work: Work,
  landscape: Landscape,
  versions: readonly queries.NewVersion[],
  passwordHash: string,
): Promise<void> {
  const { tx, now } = work;
  await insertDivisions(
    tx,
    landscape.places.map(({ code, name }) => ({ code, name, level: levelOf(code) })),
  );
  await setBoundaries(
    tx,
    landscape.places.map(({ code, name, geometry }) => ({ code, name, ewkb: toEwkb(geometry), source: '演示数据' })),
  );
  for (const version of versions) await queries.insertVersion(tx, county.code, version, now);
  for (const person of demoPeople) {
    await insertPerson(tx, county.code, {
      id: newId(),
      username: person.username,
      name: person.name,
      unit: person.unit,
      phone: null,
      roles: [person.role],
      scopeCode: person.scopeCode,
      passwordHash,
      accountId: newId(),
      mustChangePassword: false,
    });
  }
  await insertCounty(tx, { ...county, demonstration: true, setup: finishedSetup });
  await work.audit({
    action: 'system',
    subjectKind: 'division',
    divisionCode: county.code,
    changes: { act: 'loadDemonstration' },
  });
}
