import { describe, expect, it } from 'vitest';
import type { BaseLayer } from '../types.ts';
import { statusLines, statusText } from './status.ts';
import { words } from './words.ts';

const layer = (label: string, version: string, visible: boolean): BaseLayer => ({
  kind: 'landClass',
  versionId: label,
  label,
  version,
  visible,
  opacity: 1,
});

describe('status line', () => {
  it('says CRS, scale, the versions of what is drawn, the backdrop’s source and who looks', () => {
    const layers = [layer('地类图斑', '25变更', true), layer('永久基本农田', '25版', false)];
    expect(
      statusText({ denominator: 3428, layers, attribution: '天地图', watermark: '示范县 演示 · 周甲 2026-11-23' }),
    ).toBe('CGCS2000 · 1:3,400 · 地类图斑 25变更 · 天地图 · 示范县 演示 · 周甲 2026-11-23');
  });

  it('keeps what is drawn apart from who looks, so that a narrow map cuts the versions and never the name', () => {
    const [drawn, whose] = statusLines({
      denominator: 3428,
      layers: [layer('地类图斑', '25变更', true)],
      watermark: '示范县 演示 · 周甲 2026-11-23',
    });
    expect(drawn).toBe('CGCS2000 · 1:3,400 · 地类图斑 25变更');
    expect(whose).toBe('示范县 演示 · 周甲 2026-11-23');
    expect(statusLines({ denominator: 3428, layers: [] })[1]).toBe('');
  });
});

describe('sentences', () => {
  it('exist in both languages and name the layer', () => {
    expect(words('zh').layerFailed('地类')).toContain('地类');
    expect(words('en').layerFailed('Land')).toContain('Land');
    for (const locale of ['zh', 'en'] as const) {
      expect(Object.values(words(locale)).every((w) => typeof w === 'function' || w.length > 1)).toBe(true);
    }
  });
});
