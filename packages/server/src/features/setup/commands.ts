import type { Complaint, SetupStep, TownInput } from '@shoutian/domain/api';
import { AppError, found } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../../platform/request.ts';
import { insertDivisions } from '../divisions/index.ts';
import { insertPerson } from '../people/index.ts';
import { flattenPlaces, nestPlaces } from './places.ts';
import * as queries from './queries.ts';
import { readSetup, type StoredSetup, startedSetup } from './state.ts';

export interface FirstAdministrator {
  name: string;
  username: string;
  passwordHash: string;
}

/** Makes the county and its first administrator; `work.actor` is that administrator. @throws {AppError} wrongState */
export async function createCounty(
  work: Work,
  county: { code: string; name: string },
  administrator: FirstAdministrator,
): Promise<void> {
  await insertDivisions(work.tx, [{ ...county, level: 'county' }]);
  if (!(await queries.insertCounty(work.tx, { ...county, demonstration: false, setup: startedSetup })))
    throw new AppError('wrongState', '这个县区已经建好了。', { en: 'This county exists already.' });
  await insertPerson(work.tx, county.code, {
    id: work.actor.id,
    username: administrator.username,
    name: administrator.name,
    unit: null,
    phone: null,
    roles: ['admin'],
    scopeCode: county.code,
    passwordHash: administrator.passwordHash,
    accountId: newId(),
    // This one was typed by its owner, not handed over.
    mustChangePassword: false,
  });
  await work.audit({
    action: 'division.manage',
    subjectKind: 'division',
    divisionCode: county.code,
    changes: { act: 'createCounty', code: county.code, name: county.name },
  });
  await work.audit({
    action: 'person.manage',
    subjectKind: 'person',
    subjectId: work.actor.id,
    divisionCode: county.code,
    changes: { act: 'create', username: administrator.username, roles: ['admin'] },
  });
}

async function lockedCounty(work: Work): Promise<{ county: queries.CountyRow; setup: StoredSetup }> {
  const county = found(await queries.lockCounty(work.tx, work.actor.countyCode), '县区');
  return { county, setup: readSetup(county) };
}

/** Keeps what was typed of step 2. Nothing is checked yet: a half-done list is what a draft is for. */
export async function savePlacesDraft(work: Work, towns: TownInput[]): Promise<void> {
  const { county, setup } = await lockedCounty(work);
  if (setup.steps.places === 'done')
    throw new AppError('wrongState', '乡镇和村已经发布，改动请到「区划」里办。', {
      en: 'The places are published; edit them one by one.',
    });
  await queries.saveSetup(work.tx, county.code, { ...setup, draft: towns });
}

/** Publishes towns and villages, all or none. @throws {AppError} badInput naming every wrong row, wrongState when done before */
export async function confirmPlaces(work: Work, towns: readonly TownInput[]): Promise<void> {
  const { county, setup } = await lockedCounty(work);
  if (setup.steps.places === 'done')
    throw new AppError('wrongState', '乡镇和村已经发布，改动请到「区划」里办。', {
      en: 'The places are published; edit them one by one.',
    });
  const { complaints } = nestPlaces(flattenPlaces(towns), county.code);
  if (complaints.length > 0) throw refused(complaints);
  if (towns.length === 0) throw new AppError('missing', '至少要有一个乡镇。', { en: 'At least one town is needed.' });
  const rows = flattenPlaces(towns);
  await insertDivisions(
    work.tx,
    rows.map(({ code, name }) => ({ code, name, level: code.length === 9 ? ('town' as const) : ('village' as const) })),
  );
  await queries.saveSetup(work.tx, county.code, { steps: { ...setup.steps, places: 'done' }, draft: null });
  const villages = rows.filter((row) => row.code.length === 12).length;
  await work.audit({
    action: 'division.manage',
    subjectKind: 'division',
    divisionCode: county.code,
    changes: { act: 'publishPlaces', towns: towns.length, villages },
  });
}

function refused(complaints: Complaint[]): AppError {
  return new AppError('badInput', `${complaints.length} 行有误，一行也没有保存。改好再来一次。`, {
    en: `${complaints.length} rows are wrong; nothing was stored.`,
    details: complaints.slice(0, 200),
  });
}

/** Marks one of the later steps; `done` is refused while places are not published. */
export async function markStep(work: Work, step: SetupStep, state: 'done' | 'skipped'): Promise<void> {
  const { county, setup } = await lockedCounty(work);
  if (setup.steps.places !== 'done')
    throw new AppError('wrongState', '先确认乡镇和村，再往下走。', { en: 'Confirm towns and villages first.' });
  await queries.saveSetup(work.tx, county.code, { ...setup, steps: { ...setup.steps, [step]: state } });
  await work.audit({
    action: 'division.manage',
    subjectKind: 'division',
    divisionCode: county.code,
    changes: { act: 'setupStep', step, state },
  });
}
