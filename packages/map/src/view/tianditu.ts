import type { Backdrop } from '../types.ts';

/**
 * 天地图 as a backdrop: picture or vector map with its Chinese labels, in Web Mercator.
 * Off unless an office configures its own key; the page's CSP must then allow `https://*.tianditu.gov.cn`.
 * @param key the office's browser key
 */
export function tianditu({ key, look }: { key: string; look: 'vector' | 'imagery' }): Backdrop {
  const layer = (name: string) =>
    Array.from({ length: 8 }, (_, n) => {
      const query = new URLSearchParams({
        SERVICE: 'WMTS',
        REQUEST: 'GetTile',
        VERSION: '1.0.0',
        LAYER: name,
        STYLE: 'default',
        TILEMATRIXSET: 'w',
        FORMAT: 'tiles',
        tk: key,
      });
      return `https://t${n}.tianditu.gov.cn/${name}_w/wmts?${query}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`;
    });
  const names = look === 'imagery' ? ['img', 'cia'] : ['vec', 'cva'];
  return { layers: names.map((name) => ({ tiles: layer(name), maxZoom: 18 })), look, attribution: '天地图' };
}
