import { useState } from 'react';
import { SampleList } from './sample-list.tsx';

/** 列表 template. */
export default function PartList() {
  const [selected, setSelected] = useState<string | null>('0137');
  return <SampleList selected={selected} onSelect={setSelected} />;
}
