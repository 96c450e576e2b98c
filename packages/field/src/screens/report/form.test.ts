import { ReportBody, type VerificationView } from '@shoutian/domain/api';
import { rulesOn } from '@shoutian/domain/rules';
import { describe, expect, test } from 'vitest';
import {
  answersOf,
  bodyOf,
  change,
  emptyForm,
  factsOf,
  formFrom,
  gapsOf,
  numbers,
  type ReportForm,
  UNSURE,
} from './form.ts';

const rules = rulesOn([], '2026-11-23');
const id = '01900000-0000-7000-8000-000000000001';
const fill = (...parts: Partial<ReportForm>[]) => parts.reduce(change, emptyForm);
const codes = (lines: readonly { code: string }[]) => lines.map((line) => line.code);

describe('answers that depend on each other', () => {
  test('没变化 answers the next two questions, and taking it back asks them again', () => {
    const unchanged = fill({ finding: 'unchanged' });
    expect(unchanged).toMatchObject({ ongoing: false, verdict: 'J50' });
    expect(change(unchanged, { finding: 'house' })).toMatchObject({ ongoing: null, verdict: null });
  });
  test('another verdict drops the answers of the first', () => {
    const road = fill({ verdict: 'J30' }, { answers: { roadWidthM: '4.5' } });
    expect(change(road, { verdict: 'J20' })).toMatchObject({ answers: {}, verdictSub: null });
    expect(change(road, { description: 'x' }).answers).toEqual({ roadWidthM: '4.5' });
  });
});

test('questions are numbered as they are shown', () => {
  expect(numbers({ finding: null })).toEqual({ verdict: 3, party: 3, photo: 4 });
  expect(numbers({ finding: 'unchanged' })).toMatchObject({ verdict: 2, photo: 3 });
  expect(numbers({ finding: 'house' })).toEqual({ verdict: 3, party: 4, photo: 5 });
});

describe('what is missing', () => {
  test('an empty form names all questions, with the anchor of each', () => {
    const { must } = gapsOf(factsOf(emptyForm, [], false), emptyForm, rules);
    expect(codes(must)).toEqual(['report.finding', 'report.ongoing', 'photo.any', 'verdict']);
    expect(must.every((line) => line.link !== undefined)).toBe(true);
  });
  test('with one photo nothing stops it; the draft rules about photos only remind', () => {
    const form = fill({ finding: 'house', ongoing: false, verdict: 'J20', verdictSub: 'buildBeforeApproval' });
    const { must, may } = gapsOf(factsOf({ ...form, verdictSub: 'buildBeforeApproval' }, ['near'], true), form, rules);
    expect(must).toEqual([]);
    expect(codes(may)).toContain('photo.directions');
    expect(codes(may)).toContain('verdict.problemType');
    expect(new Set(codes(may)).size).toBe(may.length);
  });
  test('说不准 asks nothing more of the village', () => {
    const form = fill({ finding: 'shed', ongoing: false, verdict: 'J40' }, { unsure: true });
    const { must, may } = gapsOf(factsOf(form, ['near', 'panorama', 'east'], true), form, rules);
    expect(must).toEqual([]);
    expect(may).toEqual([]);
  });
});

describe('the report over the wire', () => {
  test('fits the contract; blanks become null, a year is a number', () => {
    const form = fill(
      { finding: 'house', ongoing: true, verdict: 'J20' },
      { verdictSub: 'buildBeforeApproval', builtYear: ' 2026 ', partyName: '  ', description: ' 渠边 ' },
    );
    const body = ReportBody.parse(bodyOf(form, id));
    expect(body).toMatchObject({ builtYear: 2026, partyName: null, description: '渠边', operationId: id });
  });
  test('areas are asked in 亩 and handed in as m²; what does not fit is left out', () => {
    const form = fill(
      { verdict: 'J10' },
      { answers: { approvedM2: '1.5', approvedOn: '去年', authority: ' 县政府 ' } },
    );
    expect(answersOf(form)).toEqual({ approvedM2: 1000, authority: '县政府' });
    const road = fill({ verdict: 'J30' }, { answers: { roadWidthM: '-3', hardened: false } });
    expect(answersOf(road)).toEqual({ hardened: false });
  });
  test('what was sent back is filled in again, and hands in the same', () => {
    const form = fill(
      { finding: 'hardening', ongoing: false, verdict: 'J32' },
      {
        answers: { approvedM2: '1.08', approvedUse: '堆料', expiresOn: '2027-06-30' },
        builtYear: '2026',
        partyType: 'company',
      },
    );
    const body = bodyOf(form, id);
    const last = { ...body, partyName: '张**' } as unknown as VerificationView;
    const again = formFrom(last);
    expect(bodyOf(again, id)).toEqual(body);
    expect(again.partyName).toBe('');
    expect(formFrom({ ...last, verdict: null, description: UNSURE })).toMatchObject({ unsure: true, description: '' });
  });
  test('说不准 leaves the class empty and says so in words; choosing one takes it back', () => {
    const unsure = fill({ finding: 'house', ongoing: false, verdict: 'J20' }, { unsure: true });
    expect(ReportBody.parse(bodyOf(unsure, id))).toMatchObject({ verdict: null, description: UNSURE });
    expect(change(unsure, { verdict: 'J10' })).toMatchObject({ verdict: 'J10', unsure: false });
  });
});
