import * as api from '@shoutian/domain/api';
import { toGeoJson } from '@shoutian/domain/geo';
import { footprint, type Landscape } from '../landscape/index.ts';
import type { Diary } from './diary.ts';
import type { Player } from './stage.ts';

type Shape = api.PolygonGeometry;

/** Ground of a village that is built on or lies idle already, not too small for a shed. */
function idleGround(landscape: Landscape, village: string, nth: number): Shape {
  const free = landscape.layers.landClass.filter(
    ({ placeCode, classCode, areaM2 }) =>
      placeCode.startsWith(village) && /^(07|12|03|04)/.test(classCode) && areaM2 > 500 && areaM2 < 4000,
  );
  const ground = free[nth % free.length];
  if (!ground) throw new Error(`no idle ground in ${village}`);
  return toGeoJson(ground.geometry);
}

/** Two sites that units looked for before they built: one is being compared, one is settled. */
export function sites(diary: Diary, landscape: Landscape): void {
  const farmed = (village: string, m2: number, seed: number): Shape => {
    const { type, coordinates } = footprint(landscape, { village, m2, seed });
    return { type, coordinates } as Shape;
  };
  diary.on(-25, '10:30', async (stage) => {
    const by = stage.as('zhaowu');
    const { id } = await check(by, '清溪村粮食烘干中心（演示）', 'facility', '示例家庭农场（演示）', '999901101201');
    await add(by, id, '方案一', farmed('999901101201', 1800, 9101), '靠机耕道，地势平');
    const { options } = await add(by, id, '方案二', idleGround(landscape, '999901101201', 3), '旧晒坝旁');
    const { rowVersion } = await by.call(api.getSiteCheck, { params: { id } });
    await by.call(api.concludeSiteCheck, {
      params: { id },
      body: {
        optionId: options.find(({ label }) => label === '方案二')?.id ?? '',
        opinion: '不占永久基本农田，利用原有晒坝，按备案办理（演示）。',
        rowVersion,
      },
    });
  });
  diary.on(-4, '15:40', async (stage) => {
    const by = stage.as('zhoujia');
    const { id } = await check(
      by,
      '石桥村便民服务中心（演示）',
      'publicService',
      '石桥村村委会（演示）',
      '999901101202',
    );
    await add(by, id, '方案一', farmed('999901101202', 1200, 9202), '临村道');
    await add(by, id, '方案二', farmed('999901101202', 900, 9203), '');
    await add(by, id, '方案三', idleGround(landscape, '999901101202', 1), '老村部旁');
  });
}

async function check(by: Player, title: string, use: 'facility' | 'publicService', applicant: string, place: string) {
  return by.call(api.createSiteCheck, { body: { title, use, applicant, divisionCode: place } });
}

async function add(by: Player, id: string, label: string, geometry: Shape, note: string) {
  return by.call(api.addSiteOption, { params: { id }, body: { label, note, geometry } });
}
