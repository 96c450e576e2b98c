import type { Locale } from '../types.ts';

interface Words {
  map: string;
  zoomIn: string;
  zoomOut: string;
  home: string;
  nothingPicked: string;
  picked(title: string): string;
  noWebGl: string;
  layerFailed(label: string): string;
  backdrop: string;
}

const zh: Words = {
  map: '地图。方向键移动，加减键缩放，0 回到全部。地块可在表格里逐个选取。',
  zoomIn: '放大',
  zoomOut: '缩小',
  home: '回到全部',
  nothingPicked: '没有选中地块',
  picked: (title) => `已选中 ${title}`,
  noWebGl:
    '这台电脑的浏览器画不了地图（图形加速没有打开）。表格和填报照常能用。在浏览器设置里打开「使用图形加速」，再刷新本页。',
  layerFailed: (label) => `「${label}」没有取到，已填的内容不受影响。移动一下地图会再取一次。`,
  backdrop: '底图',
};

const en: Words = {
  map: 'Map. Arrow keys move, plus and minus zoom, 0 shows all. Parcels can be picked one by one in the table.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  home: 'Show all',
  nothingPicked: 'No parcel picked',
  picked: (title) => `Picked ${title}`,
  noWebGl:
    'This browser cannot draw the map (graphics acceleration is off). Tables and forms work as usual. Switch on graphics acceleration in the browser settings and reload the page.',
  layerFailed: (label) => `Layer “${label}” did not load; what you have entered is safe. Move the map to try again.`,
  backdrop: 'Backdrop',
};

/** The few sentences the map itself says. */
export function words(locale: Locale): Words {
  return locale === 'zh' ? zh : en;
}
