/** The invented county. `at` is the plan place (metres) around which a village lies; `hamlets` counts its smaller groups of houses. */
export const county = { code: '999901', name: '示范县' } as const;

export const towns = [
  { code: '999901101', name: '示例镇' },
  { code: '999901102', name: '样板镇' },
] as const;

export interface VillagePlan {
  readonly code: string;
  readonly name: string;
  readonly at: readonly [number, number];
  readonly hamlets: number;
  /** The town's own seat: streets, shops, offices. */
  readonly seat?: true;
}

/** Nine villages and three; the names are those of the screens. */
export const villages: readonly VillagePlan[] = [
  { code: '999901101201', name: '清溪村', at: [-900, -470], hamlets: 4 },
  { code: '999901101202', name: '石桥村', at: [-140, 420], hamlets: 3, seat: true },
  { code: '999901101203', name: '柳湾村', at: [480, -380], hamlets: 4 },
  { code: '999901101204', name: '南塘村', at: [-420, -1420], hamlets: 4 },
  { code: '999901101205', name: '高岭村', at: [-1560, 960], hamlets: 3 },
  { code: '999901101206', name: '东坪村', at: [740, 1220], hamlets: 3 },
  { code: '999901101207', name: '白鹭村', at: [-1960, -330], hamlets: 4 },
  { code: '999901101208', name: '大垄村', at: [-420, 1610], hamlets: 3 },
  { code: '999901101209', name: '三河口村', at: [560, -1500], hamlets: 4 },
  { code: '999901102201', name: '竹溪村', at: [1740, 560], hamlets: 4 },
  { code: '999901102202', name: '松坡村', at: [1560, -1080], hamlets: 3 },
  { code: '999901102203', name: '茶园村', at: [1420, -260], hamlets: 3 },
];
