import { defineTexts } from '../../i18n/texts.ts';

/** Words of the map with its layers. */
export const groundTexts = defineTexts(
  'ground',
  {
    layers: '图层',
    panel: '图层与图例',
    records: '问题与图斑',
    version: '{n}版',
    noLayers: '还没有导入底图图层，只画界线和图斑。',
    trouble: '{layer}：{message}',
    close: '收起图层',
  },
  {
    layers: 'Layers',
    panel: 'Layers and legend',
    records: 'Problems and clues',
    version: '{n}',
    noLayers: 'No base layers were imported yet; only boundaries and records are drawn.',
    trouble: '{layer}: {message}',
    close: 'Fold the layers',
  },
);
