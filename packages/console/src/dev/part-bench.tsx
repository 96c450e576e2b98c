import { useState } from 'react';
import { Workbench } from '../kit/index.ts';
import { SampleList } from './sample-list.tsx';

/** 图表 template with an empty ground in the map's place. */
export default function PartBench() {
  const [selected, setSelected] = useState<string | null>('0137');
  return (
    <Workbench id="kit" map={<div style={{ height: '100%', display: 'grid', placeItems: 'center' }}>{selected}</div>}>
      <SampleList selected={selected} onSelect={setSelected} />
    </Workbench>
  );
}
