export * from './area.ts';
export * from './bigrams.ts';
export * from './day.ts';
export * from './due.ts';
export * from './mask.ts';
export * from './number.ts';
