import { audits } from '../features/audits/index.ts';
import { jobs } from '../features/jobs/index.ts';
import { notices } from '../features/notices/index.ts';
import { sessions } from '../features/sessions/index.ts';
import type { Feature } from '../platform/feature.ts';

/** Every slice of the product, in the order their routes appear in the API description. */
export const features: readonly Feature[] = [sessions, jobs, notices, audits];
