import type { InputOf } from '@shoutian/domain/api';
import * as api from '@shoutian/domain/api';
import type { GroundFinding, ProblemType } from '@shoutian/domain/dictionaries';
import { newId } from '../../../platform/ids.ts';
import { type Book, clerks, type Entry, type Shot } from './book.ts';
import { takePhotos } from './camera.ts';
import type { Diary } from './diary.ts';
import type { View } from './palette.ts';
import { plainPdf } from './papers.ts';
import { type BatchKey, type Ending, sights } from './parcels.ts';
import type { Player, Stage } from './stage.ts';

/** Day of dispatch, due day, first day on site and first day of review of each batch. */
const days: Readonly<
  Record<Exclude<BatchKey, 'patrol'>, { sent: number; due: number; onSite: number; reviewed: number }>
> = {
  early: { sent: -95, due: -85, onSite: -93, reviewed: -84 },
  inspection: { sent: -81, due: -74, onSite: -79, reviewed: -74 },
  recent: { sent: -17, due: -5, onSite: -14, reviewed: -10 },
  hotline: { sent: -8, due: -3, onSite: -6, reviewed: -4 },
};

/** Endings before anybody went there, or by another way. */
const unvisited: readonly Ending['as'][] = ['waiting', 'sent', 'merged', 'rebound', 'found'];

/** Dispatch, visit, report and review of the clues, batch by batch. */
export function verification(diary: Diary, book: Book): void {
  for (const [key, day] of Object.entries(days) as [BatchKey, (typeof days)['early']][]) {
    const entries = book.entries.filter(({ parcel }) => parcel.batch === key);
    diary.on(day.sent, '10:10', (stage) => dispatch(stage, entries, day));
    const visited = entries.filter(({ parcel }) => !unvisited.includes(parcel.ending.as));
    for (const [i, entry] of visited.entries()) {
      const shots = book.willTake(entry, shotsOf(entry));
      // Several a day, as one round through a village goes.
      diary.on(
        day.onSite + Math.floor(i / 5),
        `${String(9 + (i % 5)).padStart(2, '0')}:${10 + ((i * 7) % 45)}`,
        (stage) => report(stage, entry, shots),
        entry.parcel.key,
      );
      if (entry.parcel.ending.as === 'reported') continue;
      diary.on(
        day.reviewed + Math.floor(i / 9),
        `15:${String(2 + (i % 9) * 6).padStart(2, '0')}`,
        (stage) => review(stage, entry),
        entry.parcel.key,
      );
    }
  }
}

/** Clues that share a due day go out together; those without a person in their village stay. */
async function dispatch(stage: Stage, entries: readonly Entry[], day: { due: number }): Promise<void> {
  const groups = new Map<number, Entry[]>();
  for (const entry of entries) {
    const { ending } = entry.parcel;
    if (ending.as !== 'sent' && unvisited.includes(ending.as)) continue;
    const due =
      ending.as === 'sent' || ending.as === 'returned' ? ending.dueIn : ending.as === 'reported' ? 1 : day.due;
    groups.set(due, [...(groups.get(due) ?? []), entry]);
  }
  for (const [due, those] of groups)
    await stage.as('zhoujia').call(api.dispatchClues, {
      body: { ids: those.map(({ clueId }) => clueId), dueOn: stage.day(due) },
    });
}

/** Whom the rule sends it to: the grid member of 清溪村, the committees of the other villages. */
export const receiverOf = (stage: Stage, { parcel }: Entry): Player =>
  stage.as(parcel.village === '201' ? 'zhengren' : (clerks[parcel.village] ?? ''));

interface Sight {
  ground: GroundFinding;
  view: View;
  says: string;
}

/** What is on the ground, for parcels of every ending. */
function sightOf({ parcel: { ending, key } }: Entry): Sight {
  if (ending.as === 'problem') {
    const sight = sights[ending.story.type];
    if (!sight) throw new Error(`no sight of ${ending.story.type}`);
    return sight;
  }
  if (ending.as !== 'closed') {
    const sight = sights[key === 'c15' ? 'T13' : 'T02'];
    if (!sight) throw new Error('no sight');
    return sight;
  }
  const { says, verdict } = ending;
  if (verdict === 'J50') return { ground: 'unchanged', view: 'field', says };
  if (verdict === 'J30') return { ground: 'road', view: 'road', says };
  return { ground: verdict === 'J31' ? 'shed' : 'house', view: verdict === 'J31' ? 'shed' : 'house', says };
}

/** Who may be the party, so that a list of many problems does not read as one family's. */
const parties = ['household', 'household', 'individual', 'company', 'villageCollective', 'unknown'] as const;
const names = ['王某', '李某', '赵某', null] as const;

async function report(stage: Stage, entry: Entry, shots: readonly Shot[]): Promise<void> {
  const { ending } = entry.parcel;
  const by = receiverOf(stage, entry);
  const { ground, says } = sightOf(entry);
  const story = ending.as === 'problem' ? ending.story : undefined;
  await takePhotos(stage, by, entry, { kind: 'clue', id: entry.clueId }, shots);
  const unchanged = ground === 'unchanged';
  const { rowVersion } = await by.call(api.reportClue, {
    params: { id: entry.clueId },
    body: {
      onGround: ground,
      ongoing: unchanged ? null : story?.ongoing === true,
      constructionStage: unchanged ? null : story?.ongoing ? 'foundation' : 'used',
      partyType: unchanged ? null : (parties[entry.index % parties.length] ?? 'unknown'),
      partyName: unchanged ? null : (names[entry.index % names.length] ?? null),
      description: says,
      operationId: newId(),
    },
  });
  entry.clueVersion = rowVersion;
}

/** Ground that will be rectified is photographed from its corners, so that after can be laid beside before. */
function shotsOf(entry: Entry): Shot[] {
  const { parcel } = entry;
  const { view } = sightOf(entry);
  const story = parcel.ending.as === 'problem' ? parcel.ending.story : undefined;
  const first: Shot = { view, kind: 'panorama', from: '西南角' };
  if (parcel.ending.as === 'closed')
    return [parcel.ending.verdict === 'J30' ? { view, kind: 'width', from: '东侧' } : first];
  const near: Shot = { view, kind: 'near', from: '东北角' };
  if (story?.writeOff) return [first, near];
  // Two of what lies open in the village that is walked through first; elsewhere one is enough to look at.
  return parcel.village === '201' && parcel.ending.as !== 'problem' ? [first, near] : [near];
}

async function review(stage: Stage, entry: Entry): Promise<void> {
  const { ending } = entry.parcel;
  const by = stage.as('zhoujia');
  type Body = InputOf<typeof api.reviewClue>['body'];
  const decide = (body: Omit<Body, 'rowVersion'>): Promise<api.ClueDetail> =>
    by.call(api.reviewClue, { params: { id: entry.clueId }, body: { ...body, rowVersion: entry.clueVersion } });
  if (ending.as === 'returned') await decide({ decision: 'return', reason: ending.reason });
  if (ending.as === 'closed') {
    const answers = await proofs(stage, by, entry);
    await decide({
      decision: 'accept',
      reason: '看过照片和套合结果，同意。',
      amend: { verdict: ending.verdict, verdictSub: ending.sub, answers },
    });
  }
  if (ending.as === 'problem') {
    const { story } = ending;
    const done = await decide({
      decision: 'accept',
      reason: '照片、套合与现场说明一致。',
      amend: {
        verdict: verdictOf(story.type),
        verdictSub: sights[story.type]?.sub ?? null,
        type: story.type,
        builtYear: story.builtYear ?? Number(stage.today.slice(0, 4)) - (entry.index % 3),
        answers: { disposal: '责令限期整改' },
      },
    });
    entry.problemId = done.problemId ?? '';
  }
}

const verdictOf = (type: ProblemType): 'J20' | 'J21' => (['T12', 'T13', 'T14'].includes(type) ? 'J21' : 'J20');

/** What a verdict of lawfulness asks for: papers filed with the clue, and the fields read from them. */
async function proofs(stage: Stage, by: Player, entry: Entry): Promise<Record<string, string | number | boolean>> {
  const { ending, m2 } = entry.parcel;
  if (ending.as !== 'closed') return {};
  const file = async (kind: 'redLineMap' | 'filingForm' | 'landAgreement', title: string): Promise<void> => {
    const uploadId = await by.upload(plainPdf(`Demonstration ${kind} ${entry.monitorNo}`), `${title}.pdf`, 'document');
    await by.call(api.addAttachment, {
      body: { id: newId(), uploadId, subjectKind: 'clue', subjectId: entry.clueId, kind, title },
    });
  };
  switch (ending.verdict) {
    case 'J10':
      await file('redLineMap', '红线图（演示）');
      return {
        approvalNo: '示府地（演示）8号',
        authorityLevel: '县级',
        authority: '示范县人民政府（演示）',
        approvedOn: stage.day(-420),
        approvedM2: m2 + 40,
        coversGround: true,
      };
    case 'J31':
      await file('filingForm', '设施农用地备案表（演示）');
      await file('landAgreement', '用地协议（演示）');
      return {
        filingNo: '示农设备（演示）12号',
        approvedUse: '粮食烘干',
        actualUse: '粮食烘干',
        filedM2: m2 + 20,
        filedOn: stage.day(-300),
        projectName: '示例家庭农场烘干房（演示）',
      };
    case 'J30':
      return { roadWidthM: 4.2, hardened: true, roadUse: '生产路' };
    default:
      return {};
  }
}
