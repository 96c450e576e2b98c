import { describe, expect, it } from 'vitest';
import { looksLikeExchangeTxt, readExchangeTxt } from './read-txt.ts';

const head = (more = ''): string => `[属性描述]
格式版本号=1.01版本
数据产生单位=示例镇村镇建设中心
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=35
精度=0.001
转换参数=,,,,,,
${more}[地块坐标]
`;
const square = (ring: number, n = 3300000, e = 35600000, size = 100, from = 1): string =>
  [
    [n, e],
    [n, e + size],
    [n + size, e + size],
    [n + size, e],
    [n, e],
  ]
    .map(([y = 0, x = 0], i) => `J${i === 4 ? from : from + i},${ring},${y.toFixed(3)},${x.toFixed(3)}`)
    .join('\n');

describe('坐标交换格式', () => {
  it('gives header, system, attributes and rings of the standard form', () => {
    const file = readExchangeTxt(
      `${head()}10,0.9600,1,示例地块一,面,,设施农用地,1202,@\n${square(1)}\n${square(2, 3300020, 35600020, 20, 5)}\n`,
    );
    expect(file.warnings).toEqual([]);
    expect(file.header['数据产生单位']).toBe('示例镇村镇建设中心');
    expect(file.header['转换参数']).toBe(',,,,,,');
    expect(file.system).toEqual({ datum: 'cgcs2000', zoneWidth: 3, zone: 35, name: '2000国家大地坐标系' });
    expect([file.unit, file.turned]).toEqual(['metres', false]);
    const [parcel] = file.parcels;
    expect(parcel?.attributes).toEqual({
      count: '10',
      area: '0.9600',
      number: '1',
      name: '示例地块一',
      shape: '面',
      use: '设施农用地',
      landClass: '1202',
    });
    expect(parcel?.rings.map(({ number, points }) => [number, points.length])).toEqual([
      [1, 4],
      [2, 4],
    ]);
    expect(parcel?.rings[0]?.points[1]).toEqual({ north: 3300000, east: 35600100 });
  });

  it.each([
    ['CR alone', (text: string) => text.replaceAll('\n', '\r')],
    ['CRLF and a byte order mark', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['full-width commas and blanks', (text: string) => text.replaceAll(',', '， ')],
    ['blank lines, tabs, blanks after sections', (text: string) => text.replaceAll('\n', ' \t\n\n')],
    ['no line end at the end', (text: string) => text.trimEnd()],
    ['a blank after @', (text: string) => text.replaceAll('@', '@ ')],
    ['no @ at all', (text: string) => text.replaceAll(',@', ',')],
  ])('is the same with %s', (_what, change) => {
    const text = `${head()}5,1.0000,1,地块,面,,,,@\n${square(1)}\n`;
    const { parcels, warnings } = readExchangeTxt(change(text));
    expect(parcels.map(({ rings, attributes }) => ({ rings, attributes }))).toEqual(
      readExchangeTxt(text).parcels.map(({ rings, attributes }) => ({ rings, attributes })),
    );
    expect(warnings).toEqual([]);
  });

  it('reads points without J, without ring, with blanks, zero-padded, and bare', () => {
    const bare = (lines: string) =>
      readExchangeTxt(`${head()}5,,1,地块,面,,,,@\n${lines}`).parcels[0]?.rings[0]?.points;
    const wanted = bare(square(1));
    expect(bare(square(1).replaceAll('J', ''))).toEqual(wanted);
    expect(bare(square(1).replaceAll('J', 'J0'))).toEqual(wanted);
    expect(bare(square(1).replaceAll(',1,', ','))).toEqual(wanted);
    expect(bare(square(1).replaceAll(',', ', '))).toEqual(wanted);
    expect(bare(`${square(1).replaceAll(/J\d,1,/g, '')}\nE\n`)).toEqual(wanted);
  });

  it('does not trust counts and numbering, closes rings, drops repeated points, and says so by line', () => {
    const lines = square(1).split('\n');
    const file = readExchangeTxt(
      `${head()}99,1.0,1,甲,面,,,,@\n${[...lines.slice(0, 2), lines[1], ...lines.slice(2, 4)].join('\n')}\n4,1.0,2,乙,面,,,,@\n${square(1, 3300500, 35600000, 100, 6)}`,
    );
    expect(file.parcels.map(({ rings }) => rings[0]?.points.length)).toEqual([4, 4]);
    expect(file.warnings.map(({ line, zh }) => [line, zh])).toEqual([
      [17, '地块「甲」第 1 圈没有闭合，已闭合'],
      [12, '地块「甲」写 99 个界址点，实际 5 行'],
    ]);
  });

  it('finds the rings where none is numbered, where all have one number, and where the closing line has a wrong one', () => {
    const rings = (lines: string) =>
      readExchangeTxt(`${head()}10,,1,地块,面,,,,@\n${lines}`).parcels[0]?.rings.map(({ points }) => points);
    const [outer, hole] = [square(1), square(2, 3300020, 35600020, 20, 5)];
    const wanted = rings(`${outer}\n${hole}`);
    expect(wanted?.map((points) => points.length)).toEqual([4, 4]);
    const bare = (text: string) => text.replaceAll(/J\d+,\d,/g, '');
    expect(rings(`${bare(outer)}\nE\n${bare(hole)}\nE\n`)).toEqual(wanted);
    expect(rings(`${outer}\n${hole}`.replaceAll(/,[12],/g, ','))).toEqual(wanted);
    expect(rings(`${outer}\n${hole.replaceAll(',2,', ',1,')}`)).toEqual(wanted);
    expect(rings(`${outer.replace(/J1,1(?=[^\n]*$)/, 'J1,3')}\n${hole}`)).toEqual(wanted);
    // Open rings of MapGIS end with their E alone.
    const open = (text: string) => bare(text).split('\n').slice(0, 4).join('\n');
    expect(rings(`${open(outer)}\nE\n${open(hole)}\nE\n`)).toEqual(wanted);
  });

  it('turns coordinates that stand east first', () => {
    const turned = square(1).replaceAll(/(\d+\.\d+),(\d+\.\d+)/g, '$2,$1');
    const file = readExchangeTxt(`${head()}5,1.0,1,地块,面,,,,@\n${turned}`);
    expect(file.turned).toBe(true);
    expect(file.parcels[0]?.rings[0]?.points[1]).toEqual({ north: 3300000, east: 35600100 });
    expect(file.warnings[0]?.zh).toContain('先东后北');
  });

  it('reads 卫片执法: coordinates alone, in degrees, longitude first', () => {
    const file = readExchangeTxt(
      '[地块坐标]\n4,图斑一,面,公共基础设施,@\nJ1,1,106.1,29.8\nJ2,1,106.101,29.8\nJ3,1,106.101,29.801\nJ1,1,106.1,29.8\n',
    );
    expect([file.unit, file.turned, file.system.datum]).toEqual(['degrees', true, null]);
    expect(file.parcels[0]).toMatchObject({ attributes: { count: '4', name: '图斑一', use: '公共基础设施' } });
    expect(file.parcels[0]?.rings[0]?.points[0]).toEqual({ north: 29.8, east: 106.1 });
  });

  it('reads 增减挂钩: no count, points with the length of the side and the ring behind', () => {
    const file = readExchangeTxt(
      `${head()},4.2741,,建新地块1,,,,水浇地,@\nJ1,3300000.0,35600000.0,,1,\nJ2,3300000.0,35600100.0,100.00,1,\nJ3,3300100.0,35600100.0,100.00,1,\nJ1,3300000.0,35600000.0,141.42,1,\n`,
    );
    expect(file.parcels[0]?.attributes).toEqual({ area: '4.2741', name: '建新地块1', landClass: '水浇地' });
    expect(file.parcels[0]?.rings[0]?.points).toHaveLength(3);
    expect(file.parcels[0]?.rings[0]?.points[2]).toEqual({ north: 3300100, east: 35600100 });
  });

  it('reads 一张图, 补充耕地 with its help lines, 13 columns, and an area with its unit', () => {
    const of = (lines: string) => readExchangeTxt(`${head()}${lines}\n${square(1)}`).parcels[0]?.attributes;
    expect(of('1,地块1,面,,@')).toEqual({ number: '1', name: '地块1', shape: '面' });
    expect(of('8,0.7655公顷,,地块1,面,,,,@')?.area).toBe('0.7655');
    expect(of('13,1234.56,地块001,土地名称,面,图幅号,住宅用地,0101,,1,B,C,备注,@')).toMatchObject({
      number: '地块001',
      landClass: '0101',
      landName: '1',
      remark: '备注',
    });
    const help =
      '【填写说明：\n每块一行】\n【坐标点个数,图斑面积,图斑编号,图斑名称,图形属性,图幅号,地块用途,地类编码,备注,@】';
    expect(of(`${help}\n5,0.5,7,新增耕地,面,,耕地,0103,说明,@`)).toMatchObject({ number: '7', remark: '说明' });
  });

  it('takes a width that stands where the zone belongs for no zone', () => {
    const file = readExchangeTxt(`${head().replace('带号=35', '带号=3')}5,1,1,地块,面,,,,@\n${square(1)}`);
    expect(file.system.zone).toBeNull();
  });

  it.each([
    ['1980西安坐标系', 'xian80'],
    ['80国家大地坐标系', 'xian80'],
    ['1954北京坐标系', 'beijing54'],
    ['WGS84坐标系', 'wgs84'],
    ['', null],
  ])('knows the datum of %s', (name, datum) => {
    const text = head().replace('2000国家大地坐标系', name);
    expect(readExchangeTxt(`${text}5,1,1,地块,面,,,,@\n${square(1)}`).system.datum).toBe(datum);
  });

  it('says which line it cannot read', () => {
    expect(() => readExchangeTxt(`${head()}5,1,1,地块,面,,,,@\nJ1,1,abc,35600000`)).toThrow(/第 13 行：坐标不是数字/);
    expect(() => readExchangeTxt(`${head()}${square(1)}`)).toThrow(/第 12 行.*没有所属的地块/);
    expect(() => readExchangeTxt(head())).toThrow(/没有地块/);
    expect(() => readExchangeTxt('')).toThrow(RangeError);
  });

  it('is known by its section', () => {
    expect(looksLikeExchangeTxt('\ufeff[ 地块坐标 ]  \r\n')).toBe(true);
    expect(looksLikeExchangeTxt('会议记录')).toBe(false);
  });
});
