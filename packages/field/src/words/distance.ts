import type { Words } from '@shoutian/domain/dictionaries';

/** 8 米, 420 米, 1.2 公里, 23 公里: as precise as a phone's position is. */
export function distanceWords(metres: number): Words {
  if (metres < 100) return { zh: `${Math.round(metres)} 米`, en: `${Math.round(metres)} m` };
  if (metres < 995) return { zh: `${Math.round(metres / 10) * 10} 米`, en: `${Math.round(metres / 10) * 10} m` };
  const km = metres / 1000;
  const text = km < 9.95 ? km.toFixed(1) : String(Math.round(km));
  return { zh: `${text} 公里`, en: `${text} km` };
}

const names: readonly Words[] = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'north-east' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'south-east' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'south-west' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'north-west' },
];

/** One of eight directions for degrees clockwise from north. */
export function directionWords(degrees: number): Words {
  const turned = ((degrees % 360) + 360) % 360;
  return names[Math.round(turned / 45) % 8] ?? { zh: '北', en: 'north' };
}

/** 1.9 MB, 640 KB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
