import { verdictProofs } from '@shoutian/domain/clue';
import type { PhotoKind } from '@shoutian/domain/dictionaries';
import type { Rules } from '@shoutian/domain/rules';
import { useOutbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useRules } from '../../app/rules.ts';
import { useTexts } from '../../i18n/texts.ts';
import { photoCount } from '../../outbox/machine.ts';
import { StateMark } from '../../parts/icon.tsx';
import { Question } from '../../parts/question.tsx';
import { cameraPath } from '../../photos/camera-link.ts';
import { ShotStrip } from '../../photos/shot-strip.tsx';
import { photoTexts } from '../../photos/texts.ts';
import { numbers, type ReportForm } from './form.ts';
import { reportTexts } from './texts.ts';
import type { QuestionProps } from './use-report.ts';

const sides: readonly PhotoKind[] = ['panorama', 'east', 'south', 'west', 'north'];

/** Kinds still wanted by the rule (directions, near) and by the case (a road's width), in the order one walks. */
export function wantedKinds(has: readonly PhotoKind[], form: Pick<ReportForm, 'verdict'>, rules: Rules): PhotoKind[] {
  const { directions, near } = rules.value('photo.minimum');
  const taken = new Set(has);
  const missingSides = Math.max(0, directions - sides.filter((kind) => taken.has(kind)).length);
  const special = form.verdict === null ? [] : verdictProofs[form.verdict].photos.filter((kind) => !taken.has(kind));
  return [
    ...sides.filter((kind) => !taken.has(kind)).slice(0, missingSides),
    ...(has.filter((kind) => kind === 'near').length < near ? (['near'] as const) : []),
    ...special,
  ];
}

/** 照片: what was taken, what is still wanted, and how many the town has. */
export function PhotoQuestion({ form, report, clue, path }: QuestionProps) {
  const t = useTexts(reportTexts);
  const p = useTexts(photoTexts);
  const rules = useRules();
  const { items } = useOutbox();
  const wanted = wantedKinds(
    report.shots.map((shot) => shot.kind),
    form.value,
    rules,
  );
  const count = photoCount(items, report.group);
  const take = (kind: PhotoKind | null) => {
    const kinds = [...new Set<PhotoKind>([...wanted, ...sides, 'near', 'use', 'machinery', 'other'])];
    const subject = { kind: 'clue' as const, id: clue.id };
    const rest = { stage: 'scene' as const, viewpoint: null, hold: false };
    const title = form.key === '' ? '' : clue.locationText || clue.clueNo;
    go(cameraPath({ subject, group: report.group, path, title, kinds, kind: kind ?? wanted[0] ?? 'other', ...rest }));
  };
  const missing =
    wanted.length > 0 ? <StateMark tone="amber">{t('shortPhotos', { n: wanted.length })}</StateMark> : t('enough');
  return (
    <Question id="photo" n={numbers(form.value).photo} title={t('q5')} note={missing}>
      <ShotStrip shots={report.shots} wanted={wanted} onTake={take} />
      {count.total > count.arrived && <p className="f-note">{p('arrived', { a: count.arrived, n: count.total })}</p>}
    </Question>
  );
}
