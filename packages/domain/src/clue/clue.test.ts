import { describe, expect, it } from 'vitest';
import { verdicts } from '../dictionaries/verdict.ts';
import { actions } from '../people/actions.ts';
import type { RoleId } from '../people/roles.ts';
import { blockingGaps } from '../problem/check-item.ts';
import { type RuleRow, rulesOn } from '../rules/rows.ts';
import { reportChecklist, verdictChecklist } from './checklist.ts';
import { emptyReport, type ReportFacts } from './report.ts';
import { type ClueFacts, type ClueView, clueAbilities, clueMissing, clueRights, clueTransition } from './rights.ts';
import { type ClueState, clueStates } from './states.ts';
import { clueActions, clueRule } from './table.ts';
import { verdictFields, verdictFieldsSchema } from './verdict-fields.ts';

const rules = rulesOn([], '2026-11-23');
const place = '999901101201';
const view = (state: ClueState, more: Partial<ClueView> = {}): ClueView => ({
  id: 'c1',
  state,
  divisionCode: place,
  assigneeId: null,
  reporterId: 'gridder',
  ...more,
});
const actor = (
  role: RoleId,
  id: string = role,
  scopeCode = role === 'countyNr' ? '999901' : role === 'village' || role === 'gridder' ? place : '999901101',
) => ({ id, roles: [role], scopeCode });
const photos: ReportFacts['photos'] = ['panorama', 'east', 'near'];
const unlawful: ReportFacts = {
  ...emptyReport,
  finding: 'hardening',
  ongoing: false,
  stage: 'used',
  partyType: 'unknown',
  builtOn: '2023',
  verdict: 'J20',
  subValue: 'buildBeforeApproval',
  problemType: 'T16',
  fields: { disposal: '责令限期拆除' },
  photos,
  overlaid: true,
};
const facts = (clue: ClueView, role: RoleId, report: ReportFacts = unlawful): ClueFacts => ({
  clue,
  actor: actor(role),
  report,
  rules,
});
const codes = (report: ReportFacts) => blockingGaps(verdictChecklist(report, rules)).map((each) => each.code);

describe('the clue table', () => {
  const moves = clueActions.flatMap((action) => Object.entries(clueRule(action).moves) as [ClueState, ClueState][]);

  it('reaches every state and leaves every one again', () => {
    const seen = new Set<ClueState>(['registered']);
    for (let pass = 0; pass < clueStates.codes.length; pass += 1)
      for (const [from, to] of moves) if (seen.has(from)) seen.add(to);
    expect([...seen].sort()).toEqual([...clueStates.codes].sort());
    for (const state of clueStates.codes)
      expect(
        moves.some(([from, to]) => from === state && to !== state),
        state,
      ).toBe(true);
  });

  it('gives nobody more than the permission behind it', () => {
    for (const action of clueActions) {
      const fence: readonly RoleId[] = actions[clueRule(action).right];
      expect(
        clueRule(action).roles.filter((role) => !fence.includes(role)),
        action,
      ).toEqual([]);
    }
  });

  it('goes from import to a problem through two people', () => {
    expect(clueTransition('clue.dispatch', facts(view('registered'), 'townBuild'), { receiver: 'p1' })).toMatchObject({
      ok: true,
      to: 'dispatched',
    });
    expect(clueTransition('clue.report', facts(view('dispatched'), 'gridder'), { report: 'r1' })).toMatchObject({
      ok: true,
      to: 'reported',
    });
    expect(clueTransition('clue.return', facts(view('reported'), 'townBuild'), {})).toMatchObject({
      ok: false,
      missing: [{ code: 'input.reason' }],
    });
    expect(clueTransition('clue.raiseProblem', facts(view('reported'), 'townBuild'), {})).toMatchObject({
      ok: true,
      to: 'merged',
    });
    expect(clueTransition('clue.close', facts(view('closed'), 'townBuild'), {})).toMatchObject({
      ok: false,
      why: 'notAllowed',
    });
  });

  it('lets nobody review the own report', () => {
    const own = facts(view('reported', { reporterId: 'townBuild' }), 'townBuild');
    for (const action of ['clue.close', 'clue.return', 'clue.raiseProblem'] as const)
      expect(clueMissing(action, own).map((each) => each.code)).toContain('duty.ownReport');
  });

  it('lets the receiver report, not another grid member, and not another village', () => {
    const sent = view('dispatched', { assigneeId: 'g1' });
    expect(clueAbilities(sent, actor('gridder', 'g1'))).toEqual(['clue.report']);
    expect(clueAbilities(sent, actor('gridder', 'g2'))).toEqual([]);
    expect(clueAbilities(sent, actor('village'))).toEqual(['clue.report']);
    expect(clueAbilities(sent, actor('village', 'v', '999901101202'))).toEqual([]);
    expect(clueAbilities(sent, actor('auditor', 'a', '999901'))).toEqual([]);
  });

  it('closes what is lawful and raises what is not, never the other way', () => {
    const rights = clueRights(facts(view('reported'), 'townBuild'));
    expect(rights.abilities).toEqual(['clue.return', 'clue.raiseProblem', 'clue.mergeInto']);
    expect(rights.missing['clue.close']?.map((each) => each.code)).toEqual(['verdict.unlawful']);
    const pseudo = {
      ...emptyReport,
      finding: 'unchanged',
      verdict: 'J50',
      subValue: 'season',
      photos,
    } satisfies ReportFacts;
    const other = clueRights(facts(view('reported'), 'townBuild', pseudo));
    expect(other.abilities).toContain('clue.close');
    expect(other.missing['clue.raiseProblem']?.map((each) => each.code)).toEqual(['verdict.lawful']);
  });
});

describe('what a report must tell', () => {
  it('asks only plain questions, and not about works where nothing changed', () => {
    const open = (report: Partial<ReportFacts>) =>
      blockingGaps(reportChecklist({ ...emptyReport, ...report }, rules)).map((each) => each.code);
    expect(open({})).toEqual(['report.finding', 'report.ongoing', 'photo.any']);
    expect(open({ finding: 'unchanged', photos: ['panorama'] })).toEqual([]);
  });

  it('warns about few photos until the county confirms the number', () => {
    const few = { ...emptyReport, finding: 'shed', ongoing: false, photos: ['panorama'] } satisfies ReportFacts;
    expect(
      reportChecklist(few, rules)
        .filter((line) => !line.done)
        .map((line) => [line.code, line.blocks]),
    ).toEqual([
      ['photo.directions', false],
      ['photo.near', false],
    ]);
    const row: RuleRow = {
      key: 'photo.minimum',
      value: { directions: 2, near: 1 },
      countyCode: '999901',
      validFrom: '2026-01-01',
      validTo: null,
      sourceDoc: '示范县',
      mark: 'D',
      status: 'confirmed',
      confirmedBy: 'p1',
    };
    expect(blockingGaps(reportChecklist(few, rulesOn([row], '2026-11-23'))).map((each) => each.message.zh)).toEqual([
      '不同方向 2 张，有 1 张',
      '近景 1 张，有 0 张',
    ]);
  });
});

describe('checklists of the verdicts', () => {
  const given = {
    approvalNo: '示政土〔2024〕1号',
    authorityLevel: '县级',
    authority: '示范县人民政府',
    approvedOn: '2024-01-01',
    approvedM2: 900,
    coversGround: true,
  };

  it('asks for a verdict first', () => {
    expect(codes({ ...emptyReport, photos })).toEqual(['verdict']);
  });

  it('are met by complete reports', () => {
    expect(codes(unlawful)).toEqual([]);
    expect(
      codes({
        ...emptyReport,
        verdict: 'J10',
        subValue: 'approval',
        fields: given,
        attachments: ['redLineMap'],
        photos,
      }),
    ).toEqual([]);
    expect(codes({ ...emptyReport, verdict: 'J60', subValue: 'existingConstruction', overlaid: true })).toEqual([]);
  });

  it.each([
    [
      'J10',
      [
        'verdict.subValue',
        'verdict.approvalNo',
        'verdict.authorityLevel',
        'verdict.authority',
        'verdict.approvedOn',
        'verdict.approvedM2',
        'verdict.coversGround',
        'attachment.redLineMap',
        'photo.any',
      ],
    ],
    [
      'J20',
      [
        'verdict.subValue',
        'verdict.disposal',
        'verdict.problemType',
        'verdict.partyType',
        'verdict.stage',
        'verdict.builtOn',
        'photo.any',
      ],
    ],
    ['J30', ['verdict.roadWidthM', 'verdict.hardened', 'verdict.roadUse', 'photo.width', 'photo.any']],
    [
      'J31',
      [
        'verdict.filingNo',
        'verdict.approvedUse',
        'verdict.actualUse',
        'verdict.filedM2',
        'verdict.filedOn',
        'verdict.projectName',
        'attachment.filingForm',
        'attachment.landAgreement',
        'photo.any',
      ],
    ],
    [
      'J32',
      [
        'verdict.approvalNo',
        'verdict.approvedUse',
        'verdict.approvedM2',
        'verdict.expiresOn',
        'attachment.approvalScan',
        'attachment.recultivationPlan',
        'photo.any',
      ],
    ],
    ['J50', ['verdict.subValue', 'photo.any']],
    ['J60', ['verdict.subValue', 'attachment.landClassMap']],
  ] as const)('%s names each thing that is missing', (verdict, expected) => {
    expect(codes({ ...emptyReport, verdict })).toEqual(expected);
  });

  it('takes false for an answer and another verdict’s detail for none', () => {
    expect(
      codes({
        ...emptyReport,
        verdict: 'J10',
        subValue: 'approval',
        fields: { ...given, coversGround: false },
        attachments: ['redLineMap'],
        photos,
      }),
    ).toEqual([]);
    expect(codes({ ...unlawful, subValue: 'season' })).toEqual(['verdict.subValue']);
  });

  it('does not call nine metres a rural road', () => {
    const road = {
      ...emptyReport,
      verdict: 'J30',
      fields: { roadWidthM: 9, hardened: true, roadUse: '通组' },
      photos: [...photos, 'width'],
    } satisfies ReportFacts;
    expect(codes(road)).toEqual(['verdict.roadTooWide']);
    expect(codes({ ...road, fields: { ...road.fields, roadWidthM: 8 } })).toEqual([]);
  });

  it('have a schema each that refuses strange fields and kinds', () => {
    for (const { code } of verdicts.entries) expect(verdictFieldsSchema(code).safeParse({}).success).toBe(true);
    expect(verdictFieldsSchema('J30').safeParse({ roadWidthM: 4.5, hardened: false }).success).toBe(true);
    expect(verdictFieldsSchema('J30').safeParse({ roadWidthM: '4.5' }).success).toBe(false);
    expect(verdictFieldsSchema('J30').safeParse({ approvalNo: 'x' }).success).toBe(false);
    expect(verdictFields.J50).toEqual([]);
  });
});
