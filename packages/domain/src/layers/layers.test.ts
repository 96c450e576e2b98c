import { describe, expect, it } from 'vitest';
import { clueFields } from './clue-fields.ts';
import { kindOfLayerName, layerFields, layerKinds } from './kinds.ts';
import { areaUnitHint, proposeMapping } from './match.ts';
import { personalColumnsOf } from './personal.ts';

const pairs = (headers: string[], fields: Parameters<typeof proposeMapping>[1]) =>
  Object.fromEntries(proposeMapping(headers, fields).matches.map((each) => [each.header, each.field]));

describe('layer kinds', () => {
  it('are known by their standard names, also inside a file name', () => {
    expect(
      ['DLTB', 'dltb_2025', 'YJJBNTTB', 'YJJBNTBHTB', 'XZQ', '生态保护红线2024', 'roads'].map(kindOfLayerName),
    ).toEqual([
      'landClass',
      'landClass',
      'permanentBasicFarmland',
      'permanentBasicFarmland',
      'division',
      'ecoRedLine',
      null,
    ]);
  });

  it('name no field twice and need what their use needs', () => {
    for (const { code } of layerKinds.entries) {
      const ids = layerFields(code).map((each) => each.id);
      expect(new Set(ids).size, code).toBe(ids.length);
    }
    expect(proposeMapping(['BSM', 'TBMJ'], layerFields('landClass')).unmatched).toEqual(['landCode']);
  });

  it('map the survey standard wholly', () => {
    const standard =
      'BSM TBBH DLBM DLMC QSXZ QSDWDM QSDWMC ZLDWDM ZLDWMC TBMJ KCDLBM KCXS KCMJ TBDLMJ GDLX GDPDJB SJNF BZ'.split(' ');
    const { extra, unmatched } = proposeMapping(standard, layerFields('landClass'));
    expect([extra, unmatched]).toEqual([[], []]);
  });
});

describe('personal columns', () => {
  it('never come in, under any spelling seen', () => {
    const headers = [
      'YJJBNTTBBH',
      'ZRRZJHM',
      'zrrmc',
      'LXDH',
      'LXDH_1',
      'JZDZ',
      'ZMC',
      '联系电话',
      '承包户主',
      '身份证号码',
      'YJJBNTMJ',
    ];
    expect(personalColumnsOf(headers)).toEqual([
      'ZRRZJHM',
      'zrrmc',
      'LXDH',
      'LXDH_1',
      'JZDZ',
      '联系电话',
      '承包户主',
      '身份证号码',
    ]);
  });

  it('are asked for by no layer and no batch', () => {
    const aliases = [...layerKinds.entries.flatMap((kind) => layerFields(kind.code)), ...clueFields].flatMap(
      (each) => each.aliases,
    );
    expect(personalColumnsOf(aliases)).toEqual([]);
  });
});

describe('clue columns', () => {
  it('are recognised in three real layouts', () => {
    expect(
      pairs(['JCBH', 'XZQDM', 'JCMJ', 'HSX', 'QSX', 'TBLX', 'XMC', 'GDMJ', 'BZ', 'SHAPE_Le_1'], clueFields),
    ).toEqual({
      JCBH: 'monitorNo',
      XZQDM: 'countyCode',
      JCMJ: 'monitorArea',
      HSX: 'imageDateAfter',
      QSX: 'imageDateBefore',
      TBLX: 'patchType',
      XMC: 'countyName',
      GDMJ: 'farmArea',
      BZ: 'remark',
    });
    expect(
      pairs(['县', '下发时间', 'freckleCode', 'landCode', 'tblx', 'tbfl', '往期编号', 'jcmj', 'gdmj'], clueFields),
    ).toMatchObject({
      县: 'countyName',
      下发时间: 'issuedOn',
      tbfl: 'patchClass',
      往期编号: 'previousNo',
      jcmj: 'monitorArea',
      gdmj: 'farmArea',
    });
    expect(pairs(['线索编号', '项目主体', '面积（亩）', '耕地', '永农'], clueFields)).toEqual({
      线索编号: 'monitorNo',
      项目主体: 'party',
      '面积（亩）': 'monitorArea',
      耕地: 'farmArea',
      永农: 'pbfArea',
    });
  });

  it('use a column once, and the standard name before an alias', () => {
    const { matches, extra } = proposeMapping(['MJ', 'JCMJ', 'JCMJ_1'], clueFields);
    expect(matches).toEqual([{ field: 'monitorArea', header: 'JCMJ', how: 'code' }]);
    expect(extra).toEqual(['MJ', 'JCMJ_1']);
    expect(proposeMapping(['JCMJ_1'], clueFields).matches).toEqual([
      { field: 'monitorArea', header: 'JCMJ_1', how: 'cut' },
    ]);
  });
});

describe('units', () => {
  const areas = [2280, 720, 640, 1500];
  const rows = (make: (areaM2: number, i: number) => number) =>
    areas.map((areaM2, i) => ({ areaM2, value: make(areaM2, i) }));

  it('are read off the geometry', () => {
    expect(
      areaUnitHint(
        rows((m2) => m2 * 1.0004),
        false,
      ),
    ).toEqual({ unit: 'm2', fits: 4, of: 4 });
    expect(
      areaUnitHint(
        rows((m2) => Math.round(m2 * 0.15) / 100),
        false,
      ),
    ).toMatchObject({ unit: 'mu' });
    expect(
      areaUnitHint(
        rows((m2, i) => (i === 0 ? 7 : m2 / 10_000)),
        false,
      ),
    ).toEqual({ unit: 'hectare', fits: 3, of: 4 });
  });

  it('of a part are believed when enough parcels are wholly farmland', () => {
    expect(
      areaUnitHint(
        rows((m2, i) => (m2 * (i === 0 ? 0.4 : 1) * 3) / 2000),
        true,
      ),
    ).toEqual({ unit: 'mu', fits: 3, of: 4 });
    expect(
      areaUnitHint(
        rows((m2) => m2 * 0.1),
        true,
      ).unit,
    ).toBeNull();
  });

  it('are not believed where a part outgrows its parcel', () => {
    expect(
      areaUnitHint(
        rows((m2, i) => (m2 * (i === 0 ? 2 : 1) * 3) / 2000),
        true,
      ).unit,
    ).toBeNull();
    expect(
      areaUnitHint(
        rows((m2, i) => (m2 * (i === 0 ? 2 : 1) * 3) / 2000),
        false,
      ).unit,
    ).toBe('mu');
  });

  it('are asked where nothing fits or nothing is there', () => {
    expect(
      areaUnitHint(
        rows((m2) => m2 * 17),
        false,
      ).unit,
    ).toBeNull();
    expect(areaUnitHint([{ value: 0, areaM2: 5 }], false)).toEqual({ unit: null, fits: 0, of: 0 });
  });
});
