export * from './actions.ts';
export * from './roles.ts';
