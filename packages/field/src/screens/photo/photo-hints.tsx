import { getClue, getProblem, listPhotos, type PhotoView } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { bearingDifference } from '@shoutian/domain/evidence';
import { distanceM } from '@shoutian/domain/geo';
import type { Rules } from '@shoutian/domain/rules';
import { useEndpoint } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { CameraJob } from '../../photos/camera-link.ts';
import { photoTexts } from '../../photos/texts.ts';
import { type Look, useLook } from '../../place/compass.ts';
import { type Target, wayTo } from '../../place/ground.ts';
import { type Fix, useWhereabouts } from '../../place/position.ts';
import { dayWords } from '../../words/day.ts';
import { directionWords, distanceWords } from '../../words/distance.ts';

interface Hint {
  good: boolean;
  text: string;
}

/** Live hints with their rule; they turn to ✓ and never stop the shutter. At a viewpoint the old photo leads. */
export function PhotoHints({ job, rules }: { job: CameraJob; rules: Rules }) {
  const t = useTexts(photoTexts);
  const { person } = useSession();
  const whereabouts = useWhereabouts();
  const look = useLook();
  const target = useTarget(job);
  const before = useBefore(job);
  const fix = whereabouts.kind === 'fix' ? whereabouts.fix : null;
  const hints: Hint[] = [];
  if (fix === null) {
    const word =
      whereabouts.kind === 'none' ? (whereabouts.why === 'unavailable' ? 'noFix' : whereabouts.why) : 'noFix';
    hints.push({ good: false, text: t(word) });
  } else {
    const limit = rules.value('photo.accuracyM');
    const m = Math.round(fix.accuracyM);
    hints.push({ good: fix.accuracyM <= limit, text: t(fix.accuracyM <= limit ? 'accuracy' : 'accuracyBad', { m }) });
    const place = before === null ? placeHint(fix, target, rules, t) : spotHint(fix, before, rules, t);
    if (place) hints.push(place);
  }
  hints.push(
    before === null || before.bearingDeg === null ? facing(look, t) : viewHint(look, before.bearingDeg, rules, t),
  );
  return (
    <div className="f-camera-hints">
      {before !== null && (
        <figure>
          <img src={`/api/photos/${before.id}/thumb`} alt="" />
          <figcaption>
            {t('last', { day: dayWords(shanghaiDay(new Date(before.takenAt ?? before.receivedAt))) })}
          </figcaption>
        </figure>
      )}
      <ul aria-live="polite" data-person={person.id}>
        {hints.map(({ good, text }) => (
          <li key={text} className={good ? 'is-good' : 'is-warn'}>
            {good ? '✓' : '▲'} {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Say = ReturnType<typeof useTexts<keyof typeof photoTexts.zh & string>>;

function placeHint(fix: Fix, target: Target | null, rules: Rules, t: Say): Hint | null {
  const way = target && wayTo(fix, target);
  if (!way) return null;
  const rule = rules.value('photo.distanceM');
  if (way.inside) return { good: true, text: t('inside') };
  return { good: way.metres <= rule, text: t('distance', { m: distanceWords(way.metres)[language()], rule }) };
}

function spotHint(fix: Fix, before: PhotoView, rules: Rules, t: Say): Hint | null {
  if (before.lng === null || before.lat === null) return null;
  const rule = rules.value('photo.pair').distanceM;
  const metres = distanceM([fix.lon, fix.lat], [before.lng, before.lat]);
  return { good: metres <= rule, text: t('sameSpot', { m: Math.round(metres), rule }) };
}

function facing(look: Look | null, t: Say): Hint {
  if (look === null) return { good: false, text: t('noBearing') };
  const deg = Math.round(look.bearingDeg);
  return { good: true, text: t('bearing', { direction: directionWords(deg)[language()], deg }) };
}

function viewHint(look: Look | null, wanted: number, rules: Rules, t: Say): Hint {
  if (look === null) return { good: false, text: t('noBearing') };
  const rule = rules.value('photo.pair').bearingDeg;
  const deg = Math.round(bearingDifference(look.bearingDeg, wanted));
  return { good: deg <= rule, text: t('sameLook', { deg, rule }) };
}

/** Ground of the clue or problem the photo is for. */
function useTarget({ subject }: CameraJob): Target | null {
  const { person } = useSession();
  const id = subject.kind === 'clueOf' ? '' : subject.id;
  const clue = useEndpoint(getClue, { params: { id } }, { enabled: subject.kind === 'clue', personId: person.id });
  const problem = useEndpoint(
    getProblem,
    { params: { id } },
    { enabled: subject.kind === 'problem', personId: person.id },
  );
  const found = subject.kind === 'clue' ? clue.data : subject.kind === 'problem' ? problem.data : undefined;
  return found ? { geometry: found.geometry, point: found.point } : null;
}

/** The 整改前 photo of the viewpoint, which during and after must repeat. */
function useBefore({ subject, viewpoint, stage }: CameraJob): PhotoView | null {
  const { person } = useSession();
  const wanted = subject.kind === 'problem' && viewpoint !== null && stage !== null && stage !== 'before';
  const id = subject.kind === 'problem' ? subject.id : '';
  const query = { subjectKind: 'problem' as const, subjectId: id, withClues: true };
  const { data } = useEndpoint(listPhotos, { query }, { enabled: wanted, personId: person.id });
  return data?.rows.find((row) => row.viewpoint === viewpoint && row.stage === 'before') ?? null;
}
