export * from './compare.ts';
export * from './conclude.ts';
export * from './findings.ts';
