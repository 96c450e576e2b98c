export * from './clue-fields.ts';
export * from './fields.ts';
export * from './history-fields.ts';
export * from './kinds.ts';
export * from './match.ts';
export * from './personal.ts';
export * from './place.ts';
