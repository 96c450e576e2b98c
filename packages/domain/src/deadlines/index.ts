export * from './calendar.ts';
export * from './clock.ts';
export * from './day.ts';
export * from './deadline.ts';
export * from './firsts.ts';
