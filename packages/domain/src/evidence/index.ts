export * from './check.ts';
export * from './completeness.ts';
export * from './hash.ts';
export * from './packs.ts';
export * from './papers.ts';
export * from './photo.ts';
export * from './viewpoint.ts';
