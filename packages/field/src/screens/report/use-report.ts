import { type ClueDetail, checkReport, listAttachments, listStops, type ReportGap } from '@shoutian/domain/api';
import type { AttachmentKind, PhotoKind } from '@shoutian/domain/dictionaries';
import type { CheckItem } from '@shoutian/domain/problem';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask, useEndpoint } from '../../app/api.ts';
import { useOutbox } from '../../app/outbox.ts';
import { useRules } from '../../app/rules.ts';
import { useSession } from '../../app/session.tsx';
import type { FormDraft } from '../../drafts/use-draft.ts';
import { type ShotView, useShots } from '../../photos/shots.ts';
import { bodyOf, factsOf, type Gaps, gapsOf, type ReportForm } from './form.ts';

/** Everything the form's parts share. */
export interface ReportState {
  group: string;
  shots: ShotView[];
  /** Papers by kind, on the phone or with the town. */
  papers: ReadonlyMap<AttachmentKind, number>;
  gaps: Gaps;
  /** A stop was recorded for this clue, here or by somebody else. */
  stopped: boolean;
}
export interface QuestionProps {
  form: FormDraft<ReportForm>;
  report: ReportState;
  clue: ClueDetail;
  path: string;
}

/**
 * Counts what is there and names what is missing: by the domain's checklist on the phone, so that it works without a
 * signal and knows photos that are still here; what only the server knows is added when it answers.
 */
export function useReport(id: string, form: ReportForm, clue: ClueDetail | undefined): ReportState {
  const { person } = useSession();
  const rules = useRules();
  const { items } = useOutbox();
  const group = `clue:${id}`;
  const shots = useShots(group, { kind: 'clue', id });
  const about = { subjectKind: 'clue' as const, subjectId: id };
  const filed = useEndpoint(listAttachments, { query: about }, { personId: person.id });
  const stops = useEndpoint(listStops, { query: about }, { personId: person.id });
  const own = items.filter((item) => item.group === group && item.personId === person.id);
  const papers = new Map<AttachmentKind, number>();
  for (const kind of [
    ...(filed.data?.rows.map((row) => row.kind) ?? []),
    ...own.flatMap(({ act, state }) => (act.kind === 'attachment' && state !== 'received' ? [act.of.kind] : [])),
  ])
    papers.set(kind, (papers.get(kind) ?? 0) + 1);
  const photos: PhotoKind[] = shots.map((shot) => shot.kind);
  const facts = factsOf(form, photos, clue?.overlay != null, [...papers.keys()]);
  const local = gapsOf(facts, form, rules);
  const server = useServerGaps(id, form, clue?.state === 'dispatched');
  const gaps = useMemo(() => withServer(local, server), [local, server]);
  const stopped = (stops.data?.rows.length ?? 0) > 0 || own.some((item) => item.act.kind === 'stop');
  return { group, shots, papers, gaps, stopped };
}

/** What the server finds missing. Asked again when an answer changes; no answer is no complaint. */
function useServerGaps(id: string, form: ReportForm, enabled: boolean): readonly ReportGap[] {
  const { operationId, ...body } = bodyOf(form, id);
  const { data } = useQuery({
    queryKey: [checkReport.path, id, JSON.stringify(body)],
    queryFn: () => ask(checkReport, { params: { id }, body }),
    enabled,
    retry: false,
    networkMode: 'always',
    placeholderData: (before) => before,
  });
  return data?.missing ?? [];
}

/** Codes the phone judges itself, better: it knows the photos and papers that have not arrived yet. */
const ownJudgement = /^(photo|report|attachment|verdict)(\.|$)/;

/** Adds the server's gaps that the phone's own checklist does not know. */
export function withServer(local: Gaps, server: readonly ReportGap[]): Gaps {
  const extra = server
    .filter((gap) => !ownJudgement.test(gap.code))
    .map(
      ({ code, message, messageEn, link, blocks }): CheckItem => ({
        code,
        message: { zh: message, en: messageEn },
        done: false,
        blocks,
        ...(link === undefined ? {} : { link }),
      }),
    );
  return {
    must: [...local.must, ...extra.filter((gap) => gap.blocks)],
    may: [...local.may, ...extra.filter((gap) => !gap.blocks)],
  };
}
