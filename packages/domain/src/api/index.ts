export * from './audits.ts';
export * from './call.ts';
export * from './common.ts';
export * from './endpoint.ts';
export * from './errors.ts';
export * from './jobs.ts';
export * from './notices.ts';
export * from './sessions.ts';
