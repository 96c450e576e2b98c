import { useEffect, useState } from 'react';

export type MapModule = typeof import('@shoutian/map');

let loaded: MapModule | null = null;

/** The map package once it is there, null before: its marks and legend without waiting for it to show the page. */
export function useMapModule(): MapModule | null {
  const [module, setModule] = useState<MapModule | null>(loaded);
  useEffect(() => {
    if (module !== null) return;
    let gone = false;
    void import('@shoutian/map').then((found) => {
      loaded = found;
      if (!gone) setModule(found);
    });
    return () => {
      gone = true;
    };
  }, [module]);
  return module;
}
