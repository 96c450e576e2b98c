import type { ShoutianMap } from '@shoutian/map';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export interface PaperPicture {
  src: string;
  scale: number;
}

/** Size of the map on a sheet, millimetres. */
const MAP_MM = { widthMm: 180, heightMm: 86 };

/**
 * Makes a picture of records at a round scale, then prints: what is on paper is drawn for paper, not a shot of the screen.
 * @param ids records to be in sight; none prints without a map
 */
export function usePaperMap(map: ShoutianMap | null, ids: readonly string[]) {
  const [picture, setPicture] = useState<PaperPicture | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => () => (picture === null ? undefined : URL.revokeObjectURL(picture.src)), [picture]);
  const print = async () => {
    setBusy(true);
    try {
      const scale = ids.length === 0 ? null : (map?.fitScale(ids) ?? null);
      const blob = scale === null ? null : await map?.toImage({ ...MAP_MM, scale });
      if (blob && scale !== null) {
        const src = URL.createObjectURL(blob);
        const image = new Image();
        image.src = src;
        await image.decode().catch(() => undefined);
        flushSync(() => setPicture({ src, scale }));
      }
      window.print();
    } finally {
      setBusy(false);
    }
  };
  return { picture, busy, print: () => void print() };
}
