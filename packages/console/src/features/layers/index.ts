import { defineFeature } from '../../app/index.ts';
import { layerTexts } from './texts.ts';

export const feature = defineFeature({
  key: 'layers',
  i18n: layerTexts,
  menu: [{ group: 'settings', order: 10, label: 'layers', path: '/layers', needs: ['layer.import', 'layer.retire'] }],
  routes: [
    { path: '/layers', load: () => import('./layers-page.tsx'), needs: ['layer.read'] },
    { path: '/layers/import', load: () => import('./import-page.tsx'), needs: ['layer.import'] },
    { path: '/layers/$layerId', load: () => import('./layer-page.tsx'), needs: ['layer.read'] },
  ],
});
