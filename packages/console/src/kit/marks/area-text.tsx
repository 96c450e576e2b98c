import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';
import { m2Text, muText } from './area.ts';

export interface AreaTextProps {
  /**
   * Area in m², unrounded. `null` = nothing filled in (—), `undefined` = not computed yet (未套合), 0 is a measured
   * nothing and shows 0.
   */
  m2: number | null | undefined;
  /** Not applicable to this record (不适用); wins over `m2`. */
  notApplicable?: boolean;
  /** 永农: red and bold, and only when there is any. */
  pbf?: boolean;
  /** Bold, for the leading figure of a row. */
  strong?: boolean;
  /** Writes the unit 亩 behind; table columns carry it in their heading. */
  unit?: boolean;
  /** Adds the square metres behind. */
  withM2?: boolean;
}

/** An area: 亩 with two decimals first, m² second. Empty, zero, unknown and not applicable never look alike. */
export function AreaText({
  m2,
  notApplicable = false,
  pbf = false,
  strong = false,
  unit = false,
  withM2 = false,
}: AreaTextProps) {
  const t = useTexts(kitTexts);
  if (notApplicable) return <span className="st-note">{t('notApplicable')}</span>;
  if (m2 === undefined) return <span className="st-note">{t('notOverlaid')}</span>;
  if (m2 === null) return <span className="st-tone-grey">—</span>;
  if (m2 === 0) return <span className="st-second">0</span>;
  const tone = pbf ? 'st-tone-red st-strong' : strong ? 'st-strong' : '';
  return (
    <span className="st-num">
      <span className={tone}>{muText(m2)}</span>
      {unit && <span> {t('mu')}</span>}
      {withM2 && (
        <span className="st-note">
          {' '}
          {m2Text(m2)} {t('m2')}
        </span>
      )}
    </span>
  );
}
