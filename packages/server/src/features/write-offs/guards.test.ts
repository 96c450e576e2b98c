import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { writeOffGuardIds } from '@shoutian/domain/problem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '../../testing/harness.ts';
import * as made from '../evidence/testing.ts';
import { apply, beforeTown, plan, readyProblem } from './testing.ts';

let house: Harness;
/** An application that lies with the town, and nothing holds it up. */
let waiting: { problem: made.MadeProblem; id: string; rowVersion: number };
const today = shanghaiDay(new Date());
const pool = () => house.server.platform.db.pool;

beforeAll(async () => {
  house = await startHarness();
  await made.confirmRules(house, { 'approval.coverRatio': 0.95, 'writeOff.noticeDays': 7, 'evidence.viewpoints': 2 });
  const problem = await readyProblem(house);
  waiting = { problem, ...(await beforeTown(house, problem)) };
});
afterAll(() => house?.close());

const guardsOf = async (problemId: string): Promise<Map<string, api.GuardView>> => {
  const { guards } = await (await house.as('county')).call(api.previewWriteOff, { params: { id: problemId } });
  return new Map(guards.map((guard) => [guard.id, guard]));
};
type Undo = () => Promise<unknown>;
let kept = 0;
/** Changes a column and hands back how to undo it: one chain serves all the breaks. */
async function change(table: string, column: string, value: unknown, where: string, problemId: string): Promise<Undo> {
  kept += 1;
  const keep = `kept_${kept}`;
  const rows = `${table === 'problem' ? 'id' : 'problem_id'} = '${problemId}' and ${where}`;
  await pool().query(`create table ${keep} as select id, ${column} from ${table} where ${rows}`);
  await pool().query(`update ${table} set ${column} = $1 where ${rows}`, [value]);
  return async () => {
    await pool().query(`update ${table} t set ${column} = k.${column} from ${keep} k where k.id = t.id`);
    await pool().query(`drop table ${keep}`);
  };
}
const set = (table: string, column: string, value: unknown, problemId: string) =>
  change(table, column, value, 'true', problemId);

describe('eleven guards over the wire', () => {
  it('are satisfied or do not apply to a complete demolition that lies with the town', async () => {
    const guards = await guardsOf(waiting.problem.id);
    expect([...guards.keys()]).toEqual([...writeOffGuardIds]);
    expect(Object.fromEntries([...guards].map(([id, guard]) => [id, guard.status]))).toEqual({
      verified: 'satisfied',
      areaClosed: 'satisfied',
      demolished: 'satisfied',
      authentic: 'satisfied',
      fieldReviewed: 'satisfied',
      noticed: 'satisfied',
      penaltyPerformed: 'notApplicable',
      caseSettled: 'satisfied',
      approved: 'notApplicable',
      signed: 'satisfied',
      lookBackPlanned: 'satisfied',
    });
    expect(guards.get('fieldReviewed')?.detail).toMatch(/人员build.*人员enforce/);
    expect(guards.get('signed')?.detail).toMatch(/村 人员village.*中心 人员build/);
  });

  const breaks: [guard: string, code: string, how: (problem: made.MadeProblem) => Promise<Undo>][] = [
    ['verified', 'writeOff.verified', (p) => set('problem', 'verify_result', 'untrue', p.id)],
    [
      'areaClosed',
      'writeOff.areaClosed',
      (p) => set('evidence_pack', 'parts', JSON.stringify([{ treatment: 'recultivated', areaM2: 10 }]), p.id),
    ],
    ['demolished', 'evidence.after', (p) => change('photo', 'stage', 'lookBack', `stage = 'after'`, p.id)],
    ['demolished', 'evidence.demolishedOn', (p) => set('milestone', 'actual_on', null, p.id)],
    [
      'demolished',
      'evidence.viewpoints',
      (p) => change('photo', 'lng', 107, `viewpoint = '西南角' and stage = 'after'`, p.id),
    ],
    ['demolished', 'writeOff.demolished.method', (p) => set('evidence_pack', 'method', 'legaliseConversion', p.id)],
    [
      'authentic',
      'writeOff.authentic',
      (p) => set('photo', 'checks', JSON.stringify([{ id: 'E01', level: 'block' }]), p.id),
    ],
    [
      'fieldReviewed',
      'writeOff.fieldReviewed',
      async (p) => {
        const photo = await made.makePhoto(house, p.id, { by: house.idOf('enforce') });
        return () => pool().query('delete from photo where id = $1', [photo]);
      },
    ],
    ['noticed', 'writeOff.noticed', (p) => set('write_off', 'publicity', null, p.id)],
    [
      'noticed',
      'writeOff.noticed.short',
      (p) =>
        set(
          'write_off',
          'publicity',
          JSON.stringify({ from: addDays(today, -4), to: addDays(today, -1), place: '' }),
          p.id,
        ),
    ],
    [
      'noticed',
      'writeOff.noticed.running',
      (p) =>
        set(
          'write_off',
          'publicity',
          JSON.stringify({ from: addDays(today, -5), to: addDays(today, 2), place: '' }),
          p.id,
        ),
    ],
    [
      'penaltyPerformed',
      'writeOff.penaltyPerformed',
      (p) => set('evidence_pack', 'penalty', JSON.stringify({ applicable: true, note: '' }), p.id),
    ],
    ['penaltyPerformed', 'writeOff.penaltyPerformed', (p) => set('evidence_pack', 'penalty', null, p.id)],
    ['caseSettled', 'writeOff.caseSettled.open', (p) => set('evidence_pack', 'case_state', 'open', p.id)],
    ['caseSettled', 'writeOff.caseSettled.reason', (p) => set('evidence_pack', 'case_note', ' ', p.id)],
    ['lookBackPlanned', 'writeOff.lookBackPlanned', (p) => set('write_off', 'look_back_plan', '[]', p.id)],
  ];
  it.each(breaks)('%s is missing: %s', async (guard, code, how) => {
    const { problem, id, rowVersion } = waiting;
    const undo = await how(problem);
    const result = (await guardsOf(problem.id)).get(guard);
    expect(result).toMatchObject({ status: 'missing', blocks: true, override: null });
    const item = result?.missing.find((each) => each.code === code);
    expect(item?.link).toBeTruthy();
    // What is missing is named to the one who wants to approve, and the approval is refused for it.
    const leader = await house.as('leader');
    const seen = await leader.call(api.getWriteOff, { params: { id } });
    expect(seen.abilities).not.toContain('problem.townApprove');
    expect(seen.missing?.['problem.townApprove']?.map((each) => each.code)).toContain(code);
    expect(seen.missingCount).toBeGreaterThan(0);
    const act = leader.call(api.approveByTown, { params: { id }, body: { opinion: '同意', rowVersion } });
    await expect(act).rejects.toMatchObject({
      code: 'missing',
      details: expect.arrayContaining([expect.objectContaining({ code })]),
    });
    await undo();
    const healed = await leader.call(api.getWriteOff, { params: { id } });
    expect(healed.abilities).toContain('problem.townApprove');
  });

  it('penalty and case are satisfied by what was done', async () => {
    const problem = await readyProblem(house);
    await set(
      'evidence_pack',
      'penalty',
      JSON.stringify({ applicable: true, note: '罚款 3200 元已缴，票据 0012' }),
      problem.id,
    );
    await set('evidence_pack', 'case_state', 'closed', problem.id);
    const guards = await guardsOf(problem.id);
    expect(guards.get('penaltyPerformed')?.status).toBe('satisfied');
    expect(guards.get('caseSettled')).toMatchObject({ status: 'satisfied', detail: '已结案' });
  });

  it('flags that somebody explained are dealt with; a rejected photo is no evidence; a duplicate is not explained away', async () => {
    const problem = await readyProblem(house);
    const by = house.idOf('village');
    await made.makePhoto(house, problem.id, {
      by,
      checks: [
        { id: 'E04', level: 'flag' },
        { id: 'E01', level: 'ok' },
      ],
      review: 'explained',
    });
    await made.makePhoto(house, problem.id, { by, checks: [{ id: 'E01', level: 'block' }], review: 'rejected' });
    expect((await guardsOf(problem.id)).get('authentic')).toMatchObject({ status: 'satisfied', detail: '1 条已处理' });
    await made.makePhoto(house, problem.id, { by, checks: [{ id: 'E01', level: 'block' }], review: 'explained' });
    expect((await guardsOf(problem.id)).get('authentic')?.status).toBe('missing');
  });

  it('approvals: none, no polygon, no scan, too little cover, future date, enough', async () => {
    const problem = await made.makeProblem(house, { method: 'legaliseConversion', demolition: false });
    const village = await house.as('village');
    const params = { id: problem.id };
    const scan = await village.upload(Buffer.from('%PDF-1.7'), '批文.pdf', 'document');
    const doc = {
      docNo: '',
      authority: '示例县人民政府',
      authorityLevel: 'county' as const,
      approvedOn: '2026-05-01',
      purpose: '农用地转用',
      approvedM2: 5000,
    };
    const state = async () => {
      const guard = (await guardsOf(problem.id)).get('approved');
      return [guard?.status, ...(guard?.missing.map((item) => item.code) ?? [])];
    };
    expect(await state()).toEqual(['missing', 'writeOff.approved.none']);
    const [a] = (await village.call(api.addApproval, { params, body: { ...doc, docNo: '示政土〔2026〕1号' } }))
      .approvals;
    expect(await state()).toEqual(['missing', 'writeOff.approved.scan', 'writeOff.approved.polygon']);
    const half = made.squareAt(
      problem.shape.coordinates[0]?.[0]?.[0] ?? 0,
      problem.shape.coordinates[0]?.[0]?.[1] ?? 0,
      30,
    );
    await village.call(api.completeApproval, {
      params: { ...params, approvalId: a?.id ?? '' },
      body: { geometry: half, scanUploadId: scan },
    });
    expect(await state()).toEqual(['missing', 'writeOff.approved.cover']);
    // A second document over the rest: together they cover the ground.
    await village.call(api.addApproval, {
      params,
      body: { ...doc, docNo: '示政土〔2026〕2号', geometry: problem.shape, scanUploadId: scan },
    });
    expect(await state()).toEqual(['satisfied']);
    await pool().query(`update approval_doc set approved_on = $2 where id = $1`, [a?.id, addDays(today, 2)]);
    expect(await state()).toEqual(['missing', 'writeOff.approved.future']);
  });

  it('R-082: what must be demolished is not closed by paper, not by an override with words, only by a later legal decision', async () => {
    const problem = await made.makeProblem(house, { method: 'legaliseConversion', demolition: true });
    const village = await house.as('village');
    const county = await house.as('county');
    const scan = await village.upload(Buffer.from('%PDF-1.7'), '批文.pdf', 'document');
    const params = { id: problem.id };
    await village.call(api.addApproval, {
      params,
      body: {
        docNo: '示政土〔2026〕31号',
        authority: '示例县人民政府',
        authorityLevel: 'county',
        approvedOn: '2026-05-01',
        approvedM2: 5000,
        purpose: '农用地转用',
        geometry: problem.shape,
        scanUploadId: scan,
      },
    });
    const body = { ...made.wholePack(problem.areaM2), method: 'legaliseConversion' as const, recultivation: null };
    body.parts = [
      { label: '', landClass: '', treatment: 'legalised' as never, areaM2: problem.areaM2, expectedM2: problem.areaM2 },
    ];
    await village.call(api.savePack, { params, body: { ...body, rowVersion: 0 } });
    await expect(apply(house, village, problem.id)).rejects.toMatchObject({
      code: 'missing',
      details: [
        expect.objectContaining({ code: 'writeOff.demolished.method' }),
        expect.objectContaining({ code: 'writeOff.demolished.paper' }),
      ],
    });
    const guard = { id: problem.id, guard: 'demolished' };
    await expect(
      county.call(api.overrideBeforeRequest, {
        params: guard,
        body: { reason: '县里研究同意保留', docNo: '会议纪要3号' },
      }),
    ).rejects.toMatchObject({ code: 'missing', details: [expect.objectContaining({ code: 'override.document' })] });
    const paper = await county.upload(Buffer.from('%PDF-1.7 判决'), '判决书.pdf', 'document');
    const after = await county.call(api.overrideBeforeRequest, {
      params: guard,
      body: { reason: '法院撤销限期拆除决定', docNo: '（2026）示行终12号', documentUploadId: paper },
    });
    expect(after.guards.find((each) => each.id === 'demolished')).toMatchObject({
      status: 'satisfied',
      detail: '依据 （2026）示行终12号',
      override: { personName: '人员county', docNo: '（2026）示行终12号', documentName: '判决书.pdf' },
    });
    expect((await apply(house, village, problem.id)).state).toBe('siteCheck');
  });

  it('a rule that the county has not confirmed warns and does not block', async () => {
    const problem = await readyProblem(house);
    const { id, rowVersion } = await beforeTown(house, problem);
    await pool().query(`delete from rule where key = 'writeOff.noticeDays'`);
    await plan(await house.as('build'), id, rowVersion, { publicity: null });
    const guard = (await guardsOf(problem.id)).get('noticed');
    expect(guard).toMatchObject({ status: 'missing', blocks: false });
    const seen = await (await house.as('leader')).call(api.getWriteOff, { params: { id } });
    expect(seen.abilities).toContain('problem.townApprove');
    await made.confirmRules(house, { 'writeOff.noticeDays': 7 });
  });
});
