import { describe, expect, it } from 'vitest';
import { MARK_ORDER, MARKS, markFor, markPath, markSvg } from './marks.ts';
import { groundStyle, markOfRank, pinSource, pinStyle } from './records.ts';

describe('state to mark', () => {
  it('the clock colours what is still open', () => {
    expect(markFor('rectifying', 'overdue')).toBe('overdue');
    expect(markFor('townReview', 'soon')).toBe('dueSoon');
    expect(markFor('dispatched', 'normal')).toBe('active');
    expect(markFor('registered', 'none')).toBe('active');
  });
  it('the clock does not colour what has ended', () => {
    expect(markFor('writtenOff', 'overdue')).toBe('finished');
    for (const state of ['closed', 'merged', 'mergedInto', 'transferred', 'noAction'] as const) {
      expect(markFor(state, 'overdue')).toBe('closed');
    }
  });
  it('a rebound is a rebound until it is late', () => {
    expect(markFor('reopened', 'normal')).toBe('reopened');
    expect(markFor('reopened', 'overdue')).toBe('overdue');
  });
});

describe('marks', () => {
  it('differ by shape, by colour and by rank: no state is told by colour alone', () => {
    for (const key of ['shape', 'colour', 'rank'] as const) {
      expect(new Set(MARK_ORDER.map((mark) => MARKS[mark][key])).size).toBe(MARK_ORDER.length);
    }
    expect(new Set(MARK_ORDER.map((mark) => markPath(MARKS[mark].shape))).size).toBe(MARK_ORDER.length);
  });
  it('go from the worst to the mildest', () => {
    const ranks = MARK_ORDER.map((mark) => MARKS[mark].rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    for (const mark of MARK_ORDER) expect(markOfRank(MARKS[mark].rank)).toBe(mark);
  });
  it('are dark enough for white text on their plates (4.5:1)', () => {
    for (const mark of MARK_ORDER) expect(contrastToWhite(MARKS[mark].colour)).toBeGreaterThanOrEqual(4.5);
    expect(markSvg('overdue')).toContain(MARKS.overdue.colour);
  });
});

describe('record styles', () => {
  it('a cluster takes the worst state of its records', () => {
    expect(pinSource()).toMatchObject({ cluster: true, clusterProperties: { worst: ['max', ['get', 'rank']] } });
    const cluster = pinStyle('problems', 'marked', 'zh').find((l) => l.id.endsWith(':cluster'));
    expect(JSON.stringify(cluster)).toContain(`${MARKS.overdue.rank},"cluster:overdue"`);
    expect(cluster).toMatchObject({ layout: { 'icon-allow-overlap': true } });
  });
  it('the worst pin is placed first when there is no room for all', () => {
    const pin = pinStyle('problems', 'marked', 'zh').find((l) => l.id.endsWith(':pin'));
    expect(pin).toMatchObject({ layout: { 'symbol-sort-key': ['-', 0, ['get', 'rank']] } });
  });
  it('ended ground is dashed, what is merely known too, on imagery nothing is filled', () => {
    const types = (look: 'marked' | 'existing', imagery: boolean) => groundStyle('x', look, imagery);
    expect(JSON.stringify(types('marked', false))).toContain('line-dasharray');
    expect(JSON.stringify(types('existing', false))).toContain('line-dasharray');
    expect(types('marked', true).some((l) => l.type === 'fill')).toBe(false);
    expect(types('marked', false).some((l) => l.type === 'fill')).toBe(true);
  });
});

function contrastToWhite(hex: string): number {
  const channel = (at: number) => {
    const v = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return 1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05);
}
