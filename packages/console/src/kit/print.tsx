import { useEffect } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { DemoMark } from './marks/state-mark.tsx';
import { kitTexts } from './texts.ts';
import './print.css';

export interface PrintHeadProps {
  title: string;
  /** Issuing unit. */
  unit?: string;
  period?: string;
  /** When the figures were taken. */
  snapshotAt?: string;
  /** 「单位：亩/宗」 */
  measure?: string;
  demo?: boolean;
}

/** Heading that only paper shows: unit, title, period, snapshot time. */
export function PrintHead({ title, unit, period, snapshotAt, measure, demo = false }: PrintHeadProps) {
  return (
    <div className="st-print">
      <div className="st-print-head">
        <span>{unit}</span>
        <h1>{title}</h1>
        <span>
          {period} {snapshotAt} {measure} {demo && <DemoMark />}
        </span>
      </div>
    </div>
  );
}

export interface PrintFootProps {
  /** Check code of the snapshot. */
  checkCode?: string;
  /** 制表, 审核, 签发 where the form has a line for them. */
  signatures?: readonly string[];
}

/** Foot that only paper shows: signatures, time of printing, check code. */
export function PrintFoot({ checkCode, signatures = [] }: PrintFootProps) {
  const t = useTexts(kitTexts);
  const now = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="st-print">
      <div className="st-print-foot">
        {t('printedAt', { time: now.format(new Date()) })} {checkCode}
        {signatures.length > 0 && (
          <div className="st-print-signs">
            {signatures.map((name) => (
              <span key={name}>{name}：__________</span>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** Prints the page across: ledgers and boards. */
export function useLandscape(): void {
  useEffect(() => {
    document.body.classList.add('st-landscape');
    return () => document.body.classList.remove('st-landscape');
  }, []);
}
