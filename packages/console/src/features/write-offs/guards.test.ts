import type { GuardView } from '@shoutian/domain/api';
import { describe, expect, it } from 'vitest';
import { guardsOf } from './guards.ts';

const words = {
  fix: '去补',
  desk: (desks: string) => `由镇（中心）办理：${desks}`,
  applicant: '村在申请时具名',
  notApplicable: (why: string) => `不适用：${why}`,
};

const guard = (id: string, more: Partial<GuardView> = {}, ...codes: string[]): GuardView => ({
  id,
  title: id,
  titleEn: id,
  step: 'town',
  status: 'missing',
  blocks: true,
  detail: '',
  detailEn: '',
  missing: codes.map((code) => ({ code, message: code, messageEn: code, link: 'write-off?step=verify' })),
  override: null,
  ...more,
});

const shown = (one: GuardView, ...now: string[]) => guardsOf([one], 'p1', false, words, now)[0];

describe('conditions as one person sees them', () => {
  it('are red with a button where this person can act', () => {
    expect(shown(guard('areaClosed', {}, 'writeOff.areaClosed'))).toMatchObject({
      state: 'missing',
      fix: { label: '去补' },
    });
  });

  it('are neutral, without a button and with the desk, where another desk acts', () => {
    const one = guard('fieldReviewed', {}, 'writeOff.fieldReviewed');
    const village = shown(one);
    expect(village).toMatchObject({ state: 'elsewhere', detail: 'writeOff.fieldReviewed' });
    expect(village?.whose).toContain('村镇建设中心');
    expect(village?.fix).toBeUndefined();
    expect(shown(one, 'problem.verifyOnSite')?.state).toBe('missing');
  });

  it('say that the village signs by applying, and the centre by its visit', () => {
    expect(shown(guard('signed', {}, 'writeOff.signed.village'))?.whose).toBe('村在申请时具名');
    const both = shown(guard('signed', {}, 'writeOff.signed.village', 'writeOff.signed.centre'));
    expect(both?.whose).toMatch(/^村在申请时具名；由镇（中心）办理：/);
  });

  it('give the reason where they do not apply', () => {
    const one = guard('penaltyPerformed', { status: 'notApplicable', detail: '没有处罚' });
    expect(shown(one)).toMatchObject({ state: 'notApplicable', detail: '不适用：没有处罚' });
  });
});
