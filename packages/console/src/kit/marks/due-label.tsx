import { Tooltip } from 'antd';
import { useToday } from '../../app/today.ts';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';
import { type DueReading, readDue } from './due.ts';
import { Toned } from './state-mark.tsx';

export interface DueLabelProps {
  /** `YYYY-MM-DD`, or an ISO instant for clocks in hours; null when there is no deadline (shown —). */
  due: string | null;
  /** The work is done: no countdown, a dash. */
  finished?: boolean;
  warnDays?: number;
}

function useDueWords() {
  const t = useTexts(kitTexts);
  return (reading: DueReading): string => {
    switch (reading.kind) {
      case 'overdueDays':
        return t('overdueDays', { n: reading.n });
      case 'overdueHours':
        return t('overdueHours', { n: reading.n });
      case 'today':
        return t('today');
      case 'leftDays':
        return t('leftDays', { n: reading.n });
      case 'leftHours':
        return t('leftHours', { n: reading.n });
    }
  };
}

/** 剩 4 天 / 逾 5 天 / 今天 with its shape; the date itself on hover and for print. */
export function DueLabel({ due, finished = false, warnDays = 7 }: DueLabelProps) {
  const today = useToday();
  const words = useDueWords();
  if (due === null || finished) return <span className="st-tone-grey">—</span>;
  const reading = readDue(due, { today, instant: Date.now() }, warnDays);
  return (
    <Tooltip title={due.slice(0, 16).replace('T', ' ')}>
      <span>
        <Toned tone={reading.tone} strong={reading.tone !== 'ok'}>
          {words(reading)}
        </Toned>
      </span>
    </Tooltip>
  );
}
