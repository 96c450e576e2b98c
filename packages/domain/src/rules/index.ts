export * from './definition.ts';
export * from './keys.ts';
export * from './rows.ts';
export * from './shape.ts';
