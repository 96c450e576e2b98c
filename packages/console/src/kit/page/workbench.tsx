import { Segmented } from 'antd';
import {
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { useKeys } from '../act/use-keys.ts';
import { kitTexts } from '../texts.ts';
import { useBreadth } from '../use-media.ts';
import { clampShare, type Halves, nextHalves, readHalves } from './halves.ts';
import './workbench.css';

interface Bench {
  halves: Halves;
  setHalves: (halves: Halves) => void;
  narrow: boolean;
}

const BenchContext = createContext<Bench | null>(null);

export interface WorkbenchProps {
  /** Names this bench in the computer's memory (width, which halves). */
  id: string;
  /** The list half, usually a ListPage. */
  children: ReactNode;
  /** The map half; it gets the whole height. Kept alive while hidden, so that the view is not lost. */
  map: ReactNode;
}

/** 仅表 / 图＋表 / 仅图; absent outside of a workbench. M goes to the next. */
export function WorkbenchSwitch() {
  const t = useTexts(kitTexts);
  const bench = useContext(BenchContext);
  if (bench === null) return null;
  const options = [
    { value: 'table' as const, label: t('onlyTable') },
    ...(bench.narrow ? [] : [{ value: 'both' as const, label: t('both') }]),
    { value: 'map' as const, label: t('onlyMap') },
  ];
  return <Segmented<Halves> className="st-seg" value={bench.halves} options={options} onChange={bench.setHalves} />;
}

/** List and map side by side with a divider one can drag or move with ← →; one of them alone below 1024 px. */
export function Workbench({ id, children, map }: WorkbenchProps) {
  const t = useTexts(kitTexts);
  const breadth = useBreadth();
  const narrow = breadth === 'phone' || breadth === 'tablet';
  const [kept, setKept] = useState(() => readHalves(id));
  const box = useRef<HTMLDivElement>(null);
  const halves: Halves = narrow && kept.halves === 'both' ? 'table' : kept.halves;
  const put = (next: typeof kept) => {
    setKept(next);
    try {
      localStorage.setItem(`shoutian.bench.${id}`, JSON.stringify(next));
    } catch {
      // Not remembered then; it holds for this page.
    }
  };
  const bench: Bench = { halves, narrow, setHalves: (next) => put({ ...kept, halves: next }) };
  const label = `${t('onlyTable')} ⇄ ${t('onlyMap')}`;
  const turn = () => bench.setHalves(nextHalves(halves, narrow));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` closes over halves and narrow, both listed
  useKeys(useMemo(() => [{ keys: 'm', label, run: turn }], [halves, narrow, label]));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const frame = box.current?.getBoundingClientRect();
    if (frame) setKept({ ...kept, share: clampShare((event.clientX - frame.left) / frame.width) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -0.02 : event.key === 'ArrowRight' ? 0.02 : 0;
    if (step !== 0) put({ ...kept, share: clampShare(kept.share + step) });
  };
  return (
    <BenchContext value={bench}>
      <div className={`st-bench st-bench-show-${halves}`} ref={box}>
        <div className="st-bench-list" style={halves === 'both' ? { width: `${kept.share * 100}%` } : undefined}>
          {children}
        </div>
        {halves === 'both' && (
          // biome-ignore lint/a11y/useSemanticElements: a separator that moves; hr takes no keyboard and no value
          <div
            className="st-bench-divider"
            role="separator"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={t('divider')}
            aria-valuenow={Math.round(kept.share * 100)}
            aria-valuemin={35}
            aria-valuemax={75}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag}
            onPointerUp={(event) => {
              event.currentTarget.releasePointerCapture(event.pointerId);
              put(kept);
            }}
            onKeyDown={onKeyDown}
          />
        )}
        <div className="st-bench-map" hidden={halves === 'table'}>
          {halves === 'map' && (
            <div className="st-bench-float">
              <WorkbenchSwitch />
            </div>
          )}
          {map}
        </div>
      </div>
    </BenchContext>
  );
}
