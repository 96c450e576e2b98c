import { defineTexts } from '../../i18n/texts.ts';

/** Words of the 四个第一时间 timers. */
export const timerTexts = defineTexts(
  'timer',
  {
    first_find: '发现',
    first_report: '报告',
    first_stop: '制止',
    first_eliminate: '消除',
    minutes: '{n} 分',
    hours: '{n} 小时',
    days: '{n} 天',
    left: '剩 {span}',
    late: '已 {span}',
    running: '已 {span}',
    unknown: '起点不明',
  },
  {
    first_find: 'Found',
    first_report: 'Reported',
    first_stop: 'Stopped',
    first_eliminate: 'Eliminated',
    minutes: '{n} min',
    hours: '{n} h',
    days: '{n} d',
    left: '{span} left',
    late: '{span} now',
    running: '{span} so far',
    unknown: 'begin unknown',
  },
);
