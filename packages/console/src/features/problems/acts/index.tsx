import type { ProblemDetail } from '@shoutian/domain/api';
import { useLanguage } from '../../../i18n/language.ts';
import { AddToListDialog } from '../../lists/index.ts';
import { missingItems } from '../anchors.ts';
import { EditAct } from './edit-act.tsx';
import { DecideAct, ExtendAct } from './extension-acts.tsx';
import { GroundAct } from './ground-act.tsx';
import { PaperAct } from './paper-acts.tsx';
import { PhotoAct, RecheckAct, StopAct } from './proof-acts.tsx';
import { RevealAct } from './reveal-act.tsx';
import { MilestoneAct, ProgressAct } from './step-acts.tsx';

/** Acts that stand in the address as `do`, so that a missing thing's link opens the place that does it. */
export const acts = [
  'edit',
  'ground',
  'milestone',
  'progress',
  'extend',
  'decide',
  'suspend',
  'resume',
  'noAction',
  'transfer',
  'merge',
  'restore',
  'photo',
  'stop',
  'recheck',
  'reveal',
  'list',
] as const;
export type Act = (typeof acts)[number];

/** The right behind an act, by the transition table. */
export const rightOf: Readonly<Record<Act, string>> = {
  edit: 'problem.edit',
  ground: 'problem.edit',
  milestone: 'problem.recordMilestone',
  progress: 'problem.recordMilestone',
  extend: 'problem.requestExtension',
  decide: 'problem.approveExtension',
  suspend: 'problem.suspend',
  resume: 'problem.resume',
  noAction: 'problem.noAction',
  transfer: 'problem.transfer',
  merge: 'problem.merge',
  restore: 'problem.restore',
  photo: 'problem.recordEvidence',
  stop: 'stop.record',
  recheck: 'stop.recheck',
  reveal: 'problem.edit',
  list: 'problem.addToList',
};

export function isAct(value: unknown): value is Act {
  return acts.some((one) => one === value);
}

export interface OpenActProps {
  act: Act;
  problem: ProblemDetail;
  /** The rest of the address: step, stage, stop. */
  detail: Readonly<Record<string, unknown>>;
  onClose: () => void;
}

/** The drawer of the act the address names. */
export function OpenAct({ act, problem, detail, onClose }: OpenActProps) {
  const language = useLanguage();
  const blocked = missingItems(problem.id, problem.missing?.[rightOf[act]], language);
  const base = { problem, onClose };
  const word = (key: string) => (typeof detail[key] === 'string' ? String(detail[key]) : undefined);
  switch (act) {
    case 'edit':
      return <EditAct {...base} />;
    case 'ground':
      return <GroundAct {...base} />;
    case 'milestone':
      return <MilestoneAct {...base} step={word('step')} />;
    case 'progress':
      return <ProgressAct {...base} />;
    case 'extend':
      return <ExtendAct {...base} blocked={blocked} />;
    case 'decide':
      return <DecideAct {...base} blocked={blocked} />;
    case 'suspend':
    case 'resume':
    case 'noAction':
    case 'transfer':
    case 'merge':
    case 'restore':
      return <PaperAct key={act} kind={act} {...base} blocked={blocked} />;
    case 'photo':
      return <PhotoAct {...base} stage={word('stage')} />;
    case 'stop':
      return <StopAct {...base} />;
    case 'recheck':
      return <RecheckAct {...base} stopId={word('stop') ?? ''} />;
    case 'reveal':
      return <RevealAct {...base} />;
    case 'list':
      return <AddToListDialog problemIds={[problem.id]} onClose={onClose} />;
  }
}
