import { landClass } from '@shoutian/domain/dictionaries';
import { areaM2, type FlatPolygon, flatFromRings } from '@shoutian/domain/geo';
import type { LayerKind } from '@shoutian/domain/layers';
import { centre } from './convex.ts';
import type { Net } from './net.ts';
import { towns, villages } from './places.ts';
import type { PlanParcel } from './plan.ts';
import { hash, randomFrom } from './random.ts';

/** One feature of a base layer, as an import would have left it. */
export interface LandFeature {
  readonly classCode: string;
  /** 1 − 扣除系数. */
  readonly netFactor: number;
  readonly label: string;
  readonly placeCode: string;
  /** What the layer's own attribute says, m², two decimals as in survey files. */
  readonly statedM2: number;
  readonly areaM2: number;
  readonly attrs: Readonly<Record<string, string>>;
  readonly geometry: FlatPolygon;
}

export type Ground = { readonly parcel: PlanParcel; readonly noded: readonly number[] };
export type LandLayers = Record<Exclude<LayerKind, 'division'>, LandFeature[]>;

const villageName = new Map(villages.map((village) => [village.code, village.name]));
const townName = new Map<string, string>(towns.map((town) => [town.code, town.name]));
const twoDigits = (m2: number): number => Math.round(m2 * 100) / 100;

function feature(
  net: Net,
  parts: readonly (readonly (readonly number[])[])[],
  rest: {
    classCode: string;
    label: string;
    placeCode: string;
    kcxs?: number;
    stated?: number;
    attrs: Record<string, string>;
  },
): LandFeature {
  const geometry = flatFromRings(parts.map((rings) => rings.map((ring) => net.ring(ring))));
  const area = areaM2(geometry);
  return {
    classCode: rest.classCode,
    netFactor: 1 - (rest.kcxs ?? 0),
    label: rest.label,
    placeCode: rest.placeCode,
    statedM2: twoDigits(rest.stated ?? area),
    areaM2: area,
    attrs: rest.attrs,
    geometry,
  };
}

/** All layers of the invented county but its boundaries. */
export function landLayers(net: Net, ground: readonly Ground[]): LandLayers {
  return {
    landClass: survey(net, ground),
    permanentBasicFarmland: protectedFarmland(net, ground),
    ecoRedLine: redLine(net, ground),
    urbanGrowthBoundary: growthBoundary(net, ground),
    approvedLand: approvals(net, ground),
    facilityAgriLand: facilities(net, ground),
  };
}

function survey(net: Net, ground: readonly Ground[]): LandFeature[] {
  const counted = new Map<string, number>();
  return ground.map(({ parcel, noded }) => {
    const number = (counted.get(parcel.village) ?? 0) + 1;
    counted.set(parcel.village, number);
    const TBBH = String(number).padStart(4, '0');
    const farm = parcel.classCode.startsWith('01');
    const attrs: Record<string, string> = {
      TBBH,
      DLMC: landClass(parcel.classCode)?.zh ?? '',
      ZLDWDM: `${parcel.village}0000000`,
      ZLDWMC: villageName.get(parcel.village) ?? '',
      QSXZ: ['1003', '1101'].includes(parcel.classCode) ? '10' : '30',
      SJNF: '2025',
      ...(parcel.kcxs > 0 ? { KCDLBM: '1203', KCXS: parcel.kcxs.toFixed(4) } : {}),
      ...(farm ? { GDPDJB: String(parcel.slope), ZZSXDM: hash(number, parcel.block) < 0.93 ? 'LS' : 'FLS' } : {}),
      ...(parcel.kind === '' ? {} : { GDLX: parcel.kind }),
      ...(parcel.use === 'seat'
        ? { CZCSXM: '202' }
        : ['0702', '1004'].includes(parcel.classCode)
          ? { CZCSXM: '203' }
          : {}),
    };
    return feature(net, [[noded]], {
      classCode: parcel.classCode,
      label: TBBH,
      placeCode: parcel.village,
      kcxs: parcel.kcxs,
      attrs,
    });
  });
}

const groupBy = <K>(ground: readonly Ground[], key: (one: Ground) => K | undefined): Map<K, Ground[]> => {
  const groups = new Map<K, Ground[]>();
  for (const one of ground) {
    const at = key(one);
    if (at === undefined) continue;
    const known = groups.get(at);
    if (known) known.push(one);
    else groups.set(at, [one]);
  }
  return groups;
};

/** Level farmland in whole rows: seven rows of ten below the hills, none in the town's seat. */
function protectedFarmland(net: Net, ground: readonly Ground[]): LandFeature[] {
  const rows = groupBy(ground, ({ parcel }) =>
    parcel.use === 'farm' && parcel.classCode.startsWith('01') && parcel.altitude < 0.58 && hash(parcel.block, 7) < 0.86
      ? `${parcel.block}/${parcel.row}`
      : undefined,
  );
  const counted = new Map<string, number>();
  return [...rows.values()].flatMap((row) => {
    const first = row[0]?.parcel;
    if (!first) return [];
    const paddy = row.filter(({ parcel }) => parcel.classCode === '0101').length * 2 > row.length;
    const kcxs = row.reduce((sum, { parcel }) => sum + parcel.kcxs, 0) / row.length;
    return net.dissolve(row.map(({ noded }) => noded)).map((rings) => {
      const number = (counted.get(first.village) ?? 0) + 1;
      counted.set(first.village, number);
      const name = `${first.village.slice(6)}${String(number).padStart(4, '0')}`;
      const attrs = {
        YJJBNTTBBH: name,
        DLBM: paddy ? '0101' : '0103',
        ZLDWMC: villageName.get(first.village) ?? '',
        BHKSSJ: '2023-01-01',
        WDGD: '是',
      };
      return feature(net, [rings], {
        classCode: paddy ? '0101' : '0103',
        label: name,
        placeCode: first.village,
        kcxs: Math.round(kcxs * 1e4) / 1e4,
        attrs,
      });
    });
  });
}

/** The two hill villages' woods above the terraces. */
function redLine(net: Net, ground: readonly Ground[]): LandFeature[] {
  const woods = ground.filter(
    ({ parcel }) =>
      (parcel.use === 'forest' || parcel.use === 'reservoir') &&
      parcel.altitude > 0.66 &&
      ['999901101205', '999901101208', '999901102202'].includes(parcel.village),
  );
  return net
    .dissolve(woods.map(({ noded }) => noded))
    .map((rings) =>
      feature(net, [rings], {
        classCode: '',
        label: '水源涵养生态保护红线',
        placeCode: '999901',
        attrs: { HXMC: '示范县水源涵养生态保护红线', HXLX: '水源涵养' },
      }),
    )
    .filter((each) => each.areaM2 > 40_000)
    .map((each, i) => ({ ...each, attrs: { ...each.attrs, HXBM: `9999012${String(i + 1).padStart(4, '0')}` } }));
}

function growthBoundary(net: Net, ground: readonly Ground[]): LandFeature[] {
  const seat = villages.find((village) => village.seat)?.at ?? [0, 0];
  const within = (parcel: PlanParcel, metres: number): boolean => {
    const [x, y] = centre(parcel.shape);
    return Math.hypot(x - seat[0], y - seat[1]) < metres;
  };
  const blocks = new Set(
    ground.filter(({ parcel }) => parcel.block >= 0 && within(parcel, 430)).map(({ parcel }) => parcel.block),
  );
  // Lanes and ditches between the blocks belong to them, the river and its far bank do not.
  const whole = ground.filter(({ parcel }) =>
    parcel.block >= 0 ? blocks.has(parcel.block) : parcel.classCode !== '1101' && within(parcel, 420),
  );
  return net.dissolve(whole.map(({ noded }) => noded)).map((rings) =>
    feature(net, [rings], {
      classCode: '100',
      label: '集中建设区',
      placeCode: '999901101',
      attrs: { GHFQDM: '100', GHFQMC: '集中建设区' },
    }),
  );
}

const builtUses: Record<string, string> = {
  '0601': '标准厂房',
  '05H1': '农贸市场',
  '0701': '安置小区',
  '08H1': '便民服务中心',
  '08H2': '中心小学改扩建',
  '0809': '污水处理站',
  '0810': '滨河绿地',
};

/** Approved plots: half as built, half larger than what the survey shows (the approval reaches into the fields beside). */
function approvals(net: Net, ground: readonly Ground[]): LandFeature[] {
  const next = randomFrom(41);
  const built = ground.filter(({ parcel }) => parcel.classCode in builtUses).filter(() => next() < 0.22);
  return built.map(({ parcel, noded }, i) => {
    const beside = ground.find(
      (other) =>
        other !== undefined &&
        other.parcel.block === parcel.block &&
        other.parcel !== parcel &&
        other.noded.some((id, k) => touching(noded, id, other.noded[(k + 1) % other.noded.length])),
    );
    const outline = i % 2 === 0 && beside ? net.dissolve([noded, beside.noded]) : [[noded]];
    const year = 2019 + (i % 6);
    const docNo = `示府地〔${year}〕${12 + i * 3}号`;
    const attrs = {
      PZWH: docNo,
      XMMC: `${townName.get(parcel.village.slice(0, 9)) ?? ''}${builtUses[parcel.classCode] ?? ''}`,
      DKBH: `JS-${String(i + 1).padStart(2, '0')}`,
      PZRQ: `${year}-0${1 + (i % 9)}-1${i % 9}`,
      PZJG: '示范县人民政府',
    };
    return feature(net, outline, { classCode: '', label: docNo, placeCode: parcel.village, attrs });
  });
}

const touching = (ring: readonly number[], a: number, b: number | undefined): boolean => {
  const at = ring.indexOf(a);
  return at >= 0 && ring[(at + ring.length - 1) % ring.length] === b;
};

/** Two in three facility parcels are filed; the others are what an inspection finds (应备未备). */
function facilities(net: Net, ground: readonly Ground[]): LandFeature[] {
  return ground
    .filter(({ parcel }) => parcel.classCode === '1202' && hash(parcel.block, parcel.row, 3) < 0.66)
    .map(({ parcel, noded }, i) => {
      const year = 2021 + (i % 5);
      const number = `SS${parcel.village.slice(6)}${year}${String(i + 1).padStart(3, '0')}`;
      const use = ['粮食烘干房', '育秧中心', '生猪养殖', '蔬菜大棚看护房', '农机库房'][i % 5] ?? '';
      return feature(net, [[noded]], {
        classCode: '',
        label: number,
        placeCode: parcel.village,
        attrs: {
          BABH: number,
          XMMC: `${villageName.get(parcel.village) ?? ''}${use}`,
          SCLX: use,
          BASJ: `${year}-05-20`,
          DQSJ: `${year + 5}-05-19`,
        },
      });
    });
}
