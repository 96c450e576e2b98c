import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { goTexts } from '../screens/task/texts.ts';
import { Sheet } from './sheet.tsx';
import type { BaseMapChoice } from './use-base-map.ts';

/** Layers to switch on and off; with whatever else the screen lists. */
export function LayerSheet({
  layers,
  onClose,
  children,
}: {
  layers: readonly BaseMapChoice[];
  onClose: () => void;
  children?: ReactNode;
}) {
  const t = useTexts(goTexts);
  return (
    <Sheet title={t('layers')} onClose={onClose}>
      {layers.map(({ kind, label, on, toggle }) => (
        <label key={kind} className="f-check">
          <input type="checkbox" checked={on} onChange={toggle} />
          {label}
        </label>
      ))}
      {children}
    </Sheet>
  );
}
