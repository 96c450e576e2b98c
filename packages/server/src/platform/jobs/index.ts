export { cancelJob, JobRunner, resumeJob } from './runner.ts';
export type { JobDefinition, JobHandle, NewJob, Schedule } from './types.ts';
