export { cancelJob, JobRunner, resumeJob } from './runner.ts';
export { JobCancelled, type JobDefinition, type JobHandle, type NewJob, type Schedule } from './types.ts';
