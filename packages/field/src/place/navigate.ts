import type { LonLat } from '@shoutian/domain/geo';
import { toGcj02 } from './gcj02.ts';

export type NavigationApp = 'amap' | 'baidu' | 'phone';
export type Platform = 'android' | 'ios';

/** Which address forms the phone understands. */
export function platformOf(userAgent: string): Platform {
  return /iPhone|iPad|iPod|Macintosh/.test(userAgent) ? 'ios' : 'android';
}

const six = (value: number) => value.toFixed(6);

/**
 * Address that opens a map application with a way on foot or by car to the place. The shifted systems are computed here,
 * on the phone; nothing is asked of anybody's server. `geo:` (RFC 5870) takes the true coordinates.
 * @param place degrees CGCS2000
 */
export function navigationUri(app: NavigationApp, platform: Platform, place: LonLat, name: string): string {
  const [lon, lat] = place;
  const [gcjLon, gcjLat] = toGcj02(place);
  const label = encodeURIComponent(name);
  switch (app) {
    case 'amap': {
      // dev=0: the coordinates are GCJ-02 already.
      const query = `dlat=${six(gcjLat)}&dlon=${six(gcjLon)}&dname=${label}&dev=0&t=0&sourceApplication=shoutian`;
      return platform === 'ios' ? `iosamap://path?${query}` : `amapuri://route/plan/?${query}`;
    }
    case 'baidu': {
      const scheme = platform === 'ios' ? 'baidumap' : 'bdapp';
      return `${scheme}://map/direction?destination=latlng:${six(gcjLat)},${six(gcjLon)}|name:${label}&coord_type=gcj02&mode=driving&src=shoutian.field`;
    }
    case 'phone':
      return platform === 'ios'
        ? `maps://?daddr=${six(gcjLat)},${six(gcjLon)}&q=${label}`
        : `geo:${six(lat)},${six(lon)}?q=${six(lat)},${six(lon)}(${label})`;
  }
}
