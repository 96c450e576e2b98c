export {
  type ActOptions,
  ApiProblem,
  type AskOptions,
  ask,
  keyOf,
  problemSentence,
  useAct,
  useEndpoint,
} from './api.ts';
export { defineFeature, type FeatureModule, type FeatureRoute, type MenuEntry } from './feature-module.ts';
export { formErrors } from './form-errors.ts';
export { useGo } from './go.ts';
export { asJob, jobsKey } from './jobs.tsx';
export { newId } from './new-id.ts';
export { type Scope, useScope } from './scope.tsx';
export { type Session, useCan, useSession } from './session.tsx';
export { useToday } from './today.ts';
export { sendFile, type UploadPurpose } from './upload.ts';
