import * as api from '@shoutian/domain/api';
import { ApiProblem } from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, type PersonKey, startHarness } from '../../testing/harness.ts';
import * as made from '../evidence/testing.ts';
import * as act from './testing.ts';

let house: Harness;
const pool = () => house.server.platform.db.pool;
const as = (who: PersonKey) => house.as(who);
const code = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.details[0]?.code ?? error.code;
      throw error;
    },
  );
const get = async (id: string, who: PersonKey) => (await as(who)).call(api.getWriteOff, { params: { id } });
const list = async (who: PersonKey, query: object = {}) => (await as(who)).call(api.listWriteOffs, { query });

beforeAll(async () => {
  house = await startHarness();
  await made.confirmRules(house, { 'writeOff.noticeDays': 7, 'evidence.viewpoints': 2 });
});
afterAll(() => house?.close());

describe('overrides', () => {
  it('one guard, by the county alone, with reason and document, and marked everywhere afterwards', async () => {
    const problem = await act.readyProblem(house);
    const town = await act.beforeTown(house, problem);
    const set = await act.plan(await as('build'), town.id, town.rowVersion, { publicity: null });
    const county = await as('county');
    const params = { id: town.id, guard: 'noticed' };
    const pass = (who: Client, body: object, guard = 'noticed') =>
      who.call(api.overrideGuard, {
        params: { ...params, guard },
        body: { reason: '村里疫情封控，无法张贴', ...body },
      });
    expect(await code(pass(await as('leader'), { docNo: '示自然资〔2026〕5号' }))).toBe('notAllowed');
    expect(await code(pass(county, {}))).toBe('input.document');
    expect(await code(pass(county, { docNo: 'x' }, 'nothing'))).toBe('notFound');
    expect(await code(pass(county, { docNo: 'x' }, 'verified'))).toBe('wrongState');
    expect(await code(pass(county, { docNo: 'x' }, 'fieldReviewed'))).toBe('wrongState');
    const text = await county.upload(Buffer.from('hello'), '说明.pdf', 'document');
    expect(await code(pass(county, { documentUploadId: text }))).toBe('refusedFile');
    expect((await get(town.id, 'leader')).abilities).not.toContain('problem.townApprove');
    const paper = await county.upload(Buffer.from('%PDF-1.7 说明'), '说明.pdf', 'document');
    const after = await pass(county, { docNo: '示自然资〔2026〕5号', documentUploadId: paper });
    expect(after).toMatchObject({ overrideCount: 1, missingCount: 0 });
    expect(await code(pass(county, { docNo: 'x' }))).toBe('duplicate');
    const mark = {
      reason: '村里疫情封控，无法张贴',
      docNo: '示自然资〔2026〕5号',
      documentName: '说明.pdf',
      personName: '人员county',
    };
    expect(after.guards.find((guard) => guard.id === 'noticed')).toMatchObject({ status: 'missing', override: mark });
    const file = await house.server.app.inject({
      url: `/api/problems/${problem.id}/write-off/guards/noticed/document`,
      headers: { cookie: county.cookie },
    });
    expect([file.statusCode, file.body]).toEqual([200, '%PDF-1.7 说明']);

    const three = await act.decide(api.approveByTown, await as('leader'), town.id, set.rowVersion);
    const end = await act.decide(api.approveByCounty, county, town.id, three.rowVersion);
    expect(end.guards.find((guard) => guard.id === 'noticed')?.override).toMatchObject(mark);
    expect(end.related.find((each) => each.label === '条件放行')?.value).toBe('1 项');
    expect((await list('village', { state: 'approved', q: end.writeOffNo })).rows[0]?.overrideCount).toBe(1);
    const visits = await (await as('village')).call(api.listLookBacks, { query: { problemId: problem.id } });
    expect(visits.rows.map((row) => row.overridden)).toEqual([true, true, true]);
    const audit = await pool().query(
      `select reason, changes from audit_event where subject_id = $1 and action = 'problem.overrideGuard'`,
      [problem.id],
    );
    expect(audit.rows).toEqual([
      { reason: mark.reason, changes: expect.objectContaining({ guard: 'noticed', docNo: mark.docNo }) },
    ]);
    expect(await code(pass(county, { docNo: 'x' }))).toBe('wrongState');
  });

  it('not by somebody who filed the evidence, and only in this life of the problem', async () => {
    const problem = await made.makeProblem(house, { verify: null });
    const county = await as('county');
    const guard = { id: problem.id, guard: 'verified' };
    const pass = () =>
      county.call(api.overrideBeforeRequest, {
        params: guard,
        body: { reason: '核查表遗失，另有笔录', docNo: '笔录7号' },
      });
    const photo = await made.makePhoto(house, problem.id, { by: county.id });
    expect(await code(pass())).toBe('duty.ownEvidence');
    await pool().query('delete from photo where id = $1', [photo]);
    const seen = await pass();
    expect(seen.guards.find((each) => each.id === 'verified')?.override?.docNo).toBe('笔录7号');
    // A later life asks again: the override belongs to the round that ended with a write-off.
    await pool().query(
      `insert into write_off (county_code, id, division_code, problem_id, write_off_no, state, apply_unit, applicant_id, applicant_name, applied_on)
       values ('999901', $1, '999901101201', $2, 'XH-2020-0001', 'approved', '', 'x', 'x', '2020-01-01')`,
      [newId(), problem.id],
    );
    const later = await county.call(api.previewWriteOff, { params: { id: problem.id } });
    expect(later.guards.find((each) => each.id === 'verified')?.override).toBeNull();
  });
});
