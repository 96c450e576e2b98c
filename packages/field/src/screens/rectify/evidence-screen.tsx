import { getPack, getProblem, type PackView } from '@shoutian/domain/api';
import type { PhotoKind } from '@shoutian/domain/dictionaries';
import { useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { useOutbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { photoCount } from '../../outbox/machine.ts';
import { Icon, StateMark } from '../../parts/icon.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Failed, Loading } from '../../parts/states.tsx';
import { cameraPath } from '../../photos/camera-link.ts';
import { ShotStrip } from '../../photos/shot-strip.tsx';
import { useShots } from '../../photos/shots.ts';
import { photoTexts } from '../../photos/texts.ts';
import { problemPlace } from '../../words/place.ts';
import { RecultivationForm } from './recultivation-form.tsx';
import { rectifyTexts } from './texts.ts';
import { ViewpointCard } from './viewpoint-card.tsx';
import { type RemedyStage, viewpointsOf } from './viewpoints.ts';

const specials: readonly PhotoKind[] = ['hardeningBroken', 'soilDepth', 'crop', 'debrisRemoved'];

/** Before, during and after from one spot; the special photos; and the few facts of the recultivation. */
export function EvidenceScreen({ params }: { params: Record<string, string> }) {
  const t = useTexts(rectifyTexts);
  const p = useTexts(photoTexts);
  const { person } = useSession();
  const id = params['id'] ?? '';
  const problem = useEndpoint(getProblem, { params: { id } }, { personId: person.id });
  const pack = useEndpoint(getPack, { params: { id } }, { personId: person.id });
  const group = `problem:${id}`;
  const shots = useShots(group, { kind: 'problem', id }, true);
  const count = photoCount(useOutbox().items, group);
  const [named, setNamed] = useState<string[]>([]);
  const [typing, setTyping] = useState('');
  const place = problem.data ? problemPlace(problem.data) : '';
  const path = `/problem/${id}/evidence`;
  const rows = viewpointsOf(shots, pack.data?.pairs ?? [], named);
  const mayRecord = problem.data?.abilities.includes('problem.recordEvidence') ?? false;
  const take = (kind: PhotoKind, stage: RemedyStage, viewpoint: string | null) => {
    const kinds: readonly PhotoKind[] = viewpoint === null ? specials : ['panorama', 'near', 'use', 'other'];
    const title = `${place} ${t(stage)}`;
    go(
      cameraPath({ subject: { kind: 'problem', id }, group, path, title, kinds, kind, stage, viewpoint, hold: false }),
    );
  };
  if (problem.data === undefined)
    return (
      <Screen title={t('evidence')}>
        {problem.error ? <Failed error={problem.error} onRetry={() => void problem.refetch()} /> : <Loading />}
      </Screen>
    );
  const wanted = (pack.data?.required ?? []).filter((line) => !line.done);
  const wantedKinds = specials.filter((kind) => wanted.some((line) => line.link?.includes(`kind=${kind}`)));
  const special = shots.filter((shot) => specials.includes(shot.kind));
  return (
    <Screen title={t('title', { place })} end={<CountMark arrived={count.arrived} total={count.total} />}>
      <p className="f-note">{t('evidenceText')}</p>
      {rows.map((row) => (
        <ViewpointCard
          key={row.name}
          row={row}
          {...(mayRecord ? { onTake: (stage: RemedyStage) => take('panorama', stage, row.name) } : {})}
        />
      ))}
      {mayRecord && (
        <form
          className="f-card f-col"
          onSubmit={(event) => {
            event.preventDefault();
            const name = typing.trim();
            if (name === '') return;
            setNamed([...named, name]);
            setTyping('');
          }}
        >
          <label className="f-field">
            <span>{t('viewpointName')}</span>
            <input
              className="f-input"
              maxLength={40}
              placeholder={t('viewpointHint')}
              value={typing}
              onChange={(event) => setTyping(event.target.value)}
            />
          </label>
          <button type="submit" className="f-button" aria-disabled={typing.trim() === ''}>
            {t('newViewpoint')}
          </button>
        </form>
      )}
      {mayRecord && (special.length > 0 || wantedKinds.length > 0) && (
        <section className="f-card f-col">
          <h2>{t('special')}</h2>
          <ShotStrip shots={special} wanted={wantedKinds} onTake={(kind) => take(kind ?? 'crop', 'after', null)} />
        </section>
      )}
      {mayRecord && pack.data && <RecultivationForm pack={pack.data} place={place} />}
      {pack.data && <Required pack={pack.data} />}
      {count.total > count.arrived && <p className="f-note">{p('arrived', { a: count.arrived, n: count.total })}</p>}
    </Screen>
  );
}

function CountMark({ arrived, total }: { arrived: number; total: number }) {
  if (total === 0) return null;
  return (
    <span className="f-row f-saved">
      <Icon name="camera" />
      {arrived} / {total}
    </span>
  );
}

function Required({ pack }: { pack: PackView }) {
  const t = useTexts(rectifyTexts);
  if (pack.required.length === 0) return null;
  return (
    <section className="f-card f-col">
      <h2>{t('required')}</h2>
      {pack.required.map((line) => (
        <StateMark key={line.code} tone={line.done ? 'ok' : line.blocks ? 'red' : 'amber'}>
          {language() === 'en' ? line.messageEn : line.message}
        </StateMark>
      ))}
    </section>
  );
}
