import type { CheckReason } from '@shoutian/domain/api';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { StateMark } from '../marks/state-mark.tsx';
import type { Tone } from '../marks/state-table.ts';
import { evidenceTexts } from './texts.ts';
import './evidence.css';

/** A check with the photo it speaks of; `of` is absent for the whole set. */
export interface Reason {
  key: string;
  check: CheckReason;
  of?: string;
  /** What a person wrote about it: the reason stays, but asks no more. */
  treated?: string;
}

const weights: Record<CheckReason['level'], number> = { block: 0, flag: 1, warn: 2, info: 3, ok: 4 };
const tones: Record<CheckReason['level'], Tone> = {
  block: 'red',
  flag: 'amber',
  warn: 'amber',
  info: 'grey',
  ok: 'ok',
};

/** Does a reason ask a person to look? */
export function wantsLook(check: Pick<CheckReason, 'level'>): boolean {
  return weights[check.level] < 3;
}

/** Does it still ask: wants a look, and nobody has dealt with it. */
export function asks(reason: Reason): boolean {
  return wantsLook(reason.check) && (reason.treated === undefined || reason.check.level === 'block');
}

/** What wants a look first, then what was found in order. */
export function sortReasons(reasons: readonly Reason[]): Reason[] {
  // A treated reason stands between what wants a look and what was found in order.
  const weight = (one: Reason) => (asks(one) ? weights[one.check.level] : Math.max(3, weights[one.check.level]));
  return [...reasons].sort((a, b) => weight(a) - weight(b) || a.check.id.localeCompare(b.check.id));
}

/** 「5 项正常 3 项请看」 for the heading. */
export function ReasonCounts({ reasons }: { reasons: readonly Reason[] }) {
  const t = useTexts(evidenceTexts);
  const look = reasons.filter(asks).length;
  return (
    <>
      <span className="st-tone-ok">
        {t('okCount', { n: reasons.filter((one) => one.check.level === 'ok').length })}
      </span>
      {look > 0 && <b className="st-tone-amber">{t('lookCount', { n: look })}</b>}
    </>
  );
}

const titled = ['E01', 'E02', 'E03', 'E04', 'E05', 'E06', 'E07', 'E08', 'E11', 'E12', 'E13'] as const;

/** What an evidence check is called in the list; one newer than this page shows its number. */
function useTitle(): (id: string) => string {
  const t = useTexts(evidenceTexts);
  return (id) => {
    const known = titled.find((one) => one === id);
    return known === undefined ? id : t(known);
  };
}

/** The raw figures a reason was made from. */
function Values({ check }: { check: CheckReason }) {
  const t = useTexts(evidenceTexts);
  const values = Object.entries(check.values);
  if (values.length === 0) return <p className="st-note">{t('noValues')}</p>;
  return (
    <dl className="st-reason-values">
      {values.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null ? '—' : typeof value === 'number' ? Math.round(value * 100) / 100 : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One reason that a person reads: its sentence, and opened its figures. */
function Single({ one, onPick }: { one: Reason; onPick: ((key: string) => void) | undefined }) {
  const t = useTexts(evidenceTexts);
  const language = useLanguage();
  const title = useTitle();
  const { key, check, of, treated } = one;
  return (
    <li>
      <details onToggle={(event) => event.currentTarget.open && onPick?.(key)}>
        <summary>
          <StateMark tone={treated === undefined || asks(one) ? tones[check.level] : 'grey'} size={13} />
          <b>{title(check.id)}</b>
          <span className="st-grow">
            {of !== undefined && `${of} `}
            {language === 'zh' ? check.reason : check.reasonEn}
            {treated !== undefined && <span className="st-note"> {t('treated', { text: treated })}</span>}
          </span>
          <span className="st-note">{check.id}</span>
        </summary>
        <Values check={check} />
      </details>
    </li>
  );
}

/** The same check found in order on many photos is one line; opened it lists each. */
function InOrder({ id, reasons }: { id: string; reasons: readonly Reason[] }) {
  const t = useTexts(evidenceTexts);
  const language = useLanguage();
  const title = useTitle();
  return (
    <li>
      <details>
        <summary>
          <StateMark tone="ok" size={13} />
          <b>{title(id)}</b>
          <span className="st-grow st-second">{t('allOk', { n: reasons.length })}</span>
          <span className="st-note">{id}</span>
        </summary>
        <ul className="st-reason-each">
          {reasons.map(({ key, check, of }) => (
            <li key={key}>
              {of} {language === 'zh' ? check.reason : check.reasonEn}
              <Values check={check} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** Reasons, never verdicts: what asks for a look one by one and first, what is in order gathered by check. */
export function ReasonList({ reasons, onPick }: { reasons: readonly Reason[]; onPick?: (key: string) => void }) {
  const t = useTexts(evidenceTexts);
  if (reasons.length === 0) return <p className="st-note st-reasons-note">{t('none')}</p>;
  const sorted = sortReasons(reasons);
  const fine = Map.groupBy(
    sorted.filter((one) => one.check.level === 'ok'),
    (one) => one.check.id,
  );
  return (
    <ul className="st-reasons">
      {sorted
        .filter((one) => one.check.level !== 'ok')
        .map((one) => (
          <Single key={one.key} one={one} onPick={onPick} />
        ))}
      {[...fine].map(([id, same]) => {
        const [first] = same;
        return same.length === 1 && first !== undefined ? (
          <Single key={first.key} one={first} onPick={onPick} />
        ) : (
          <InOrder key={id} id={id} reasons={same} />
        );
      })}
    </ul>
  );
}
