import type { Dashboard } from '@shoutian/domain/api';
import { formatPercent } from '@shoutian/domain/format';
import type { Tone } from '../../kit/index.ts';
import { muText } from '../../kit/index.ts';
import type { texts } from './texts.ts';

type Say = (key: keyof typeof texts.zh, fill?: Record<string, string | number>) => string;

export interface SixFigure {
  key: string;
  label: string;
  value: number;
  note: string;
  tone?: Tone;
  to: string;
  /** The two sides of a share, for hover and print. */
  tip?: string;
}

/** A share in percent; a denominator of 0 is 不适用, neither 0 % nor 100 %. */
export function rateText(rate: number | null, t: Say): string {
  return rate === null ? t('notApplicable') : formatPercent(rate, 1);
}

const open = 'registered,rectifying,writeOffRequested,townReview,countyReview,reopened,suspended';

/** The six figures in the one order that screen and paper share. */
export function sixFigures(data: Dashboard, t: Say): SixFigure[] {
  const share = { part: data.closing.part, of: data.closing.of };
  return [
    {
      key: 'all',
      label: t('all'),
      value: data.all.count,
      note: t('allNote', { farm: muText(data.all.farmM2) }),
      to: '/problems',
    },
    {
      key: 'closed',
      label: t('closed'),
      value: data.closing.part,
      note: [
        t('closedNote', { rate: rateText(data.closing.rate, t) }),
        ...(data.closingLastMonth.rate === null
          ? []
          : [t('closedBefore', { rate: rateText(data.closingLastMonth.rate, t) })]),
      ].join(' · '),
      to: '/problems?state=writtenOff',
      tip: t('denominator', share),
    },
    {
      key: 'open',
      label: t('open'),
      value: data.open.count,
      note: t('openNote', { farm: muText(data.open.farmM2), pbf: muText(data.open.pbfM2) }),
      to: `/problems?state=${open}`,
    },
    {
      key: 'overdue',
      label: t('overdue'),
      value: data.overdue.count,
      tone: 'red',
      note: t('overdueNote', { farm: muText(data.overdue.farmM2) }),
      to: '/problems?due=overdue',
    },
    {
      key: 'fresh',
      label: t('fresh'),
      value: data.new.count,
      note: t('freshNote', { n: data.stock.count, ongoing: data.ongoing }),
      to: '/problems?stockOrNew=new',
    },
    {
      key: 'rebound',
      label: t('rebound'),
      value: data.rebound.part,
      tone: 'purple',
      note: t('reboundNote', { of: data.rebound.of, rate: rateText(data.rebound.rate, t) }),
      to: '/problems?rebound=true',
    },
  ];
}
