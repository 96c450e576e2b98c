import * as api from '@shoutian/domain/api';
import type { RuleKey } from '@shoutian/domain/rules';
import { clerks } from './book.ts';
import type { Diary } from './diary.ts';
import type { Stage } from './stage.ts';

/**
 * Rules that the demonstration county has confirmed, so that its guards really stop what is not ready. Values are the
 * shipped ones but the soil depth, which every county must name itself.
 */
const confirmed: Partial<Record<RuleKey, unknown>> = {
  'rectify.warnDays': [15, 7, 3],
  'writeOff.noticeDays': 7,
  'evidence.viewpoints': 2,
  'evidence.visits': { count: 2, gapDays: 15 },
  'evidence.soilDepthCm': 30,
  'approval.coverRatio': 0.95,
  'duplicate.overlapRatio': 0.3,
  'rebound.overlapRatio': 0.1,
  'lookBack.days': [30, 90, 180],
  'stop.recheckDays': 3,
};

const neighbours: readonly (readonly [username: string, name: string, village: string, villageName: string])[] = [
  ['wushen', '吴申', '202', '石桥村'],
  ['guoyou', '郭酉', '203', '柳湾村'],
  ['maxu', '马戌', '204', '南塘村'],
  ['zhuhai', '朱亥', '205', '高岭村'],
  ['huwu', '胡午', '206', '东坪村'],
  ['linwei', '林未', '207', '白鹭村'],
  ['hechou', '何丑', '209', '三河口村'],
];

/** Before the first clue: rules, the committees of the other villages, the year's campaign. */
export function opening(diary: Diary): void {
  diary.on(-121, '09:00', async (stage) => {
    for (const [key, value] of Object.entries(confirmed))
      await stage.as('wangding').call(api.setRule, {
        body: {
          key,
          value,
          validFrom: stage.day(-121),
          sourceDoc: '演示：示范县规则确认表（演示）1号',
          confirmed: true,
        },
      });
  });
  diary.on(-120, '10:00', (stage) => hire(stage));
  diary.on(-118, '14:30', async (stage) => {
    await stage.as('wangding').call(api.createCampaign, {
      body: {
        title: '耕地保护专项整治行动（演示）',
        year: Number(stage.today.slice(0, 4)),
        docNo: '示自然资发（演示）3号',
        startsOn: stage.day(-118),
        endsOn: stage.day(120),
        responsibleUnits: ['村镇建设中心', '产业发展中心'],
        sourceScope: ['satelliteEnforcement', 'nationalInspectorate', 'hotline12345'],
      },
    });
  });
}

async function hire(stage: Stage): Promise<void> {
  await Promise.all(
    neighbours
      .filter(([username]) => Object.values(clerks).includes(username))
      .map(([username, name, village, villageName]) =>
        stage.as('hanmao').call(api.createPerson, {
          body: {
            username,
            name,
            unit: `${villageName}村委会（演示）`,
            roles: ['village'],
            scopeCode: `999901101${village}`,
          },
        }),
      ),
  );
  await stage.readCast();
}
