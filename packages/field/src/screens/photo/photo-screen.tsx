import { type PhotoKind, photoKinds } from '@shoutian/domain/dictionaries';
import { type ChangeEvent, useRef, useState } from 'react';
import { useOutbox } from '../../app/outbox.ts';
import { back, go, usePlace } from '../../app/route.ts';
import { useRules } from '../../app/rules.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { photoCount } from '../../outbox/machine.ts';
import { Icon } from '../../parts/icon.tsx';
import { UndoBar } from '../../parts/undo-bar.tsx';
import { type CameraJob, readJob } from '../../photos/camera-link.ts';
import { type ShotView, useShots } from '../../photos/shots.ts';
import { keepPhoto, type Moment, momentNow } from '../../photos/take.ts';
import { photoTexts } from '../../photos/texts.ts';
import { askForCompass } from '../../place/compass.ts';
import { PhotoHints } from './photo-hints.tsx';
import './photo.css';

/** 13: kind by kind, with hints that advise and a shutter that always works. */
export function PhotoScreen() {
  const { query } = usePlace();
  const job = readJob(query);
  if (job === null) {
    go('/', { replace: true });
    return null;
  }
  return <Camera job={job} />;
}

function Camera({ job }: { job: CameraJob }) {
  const t = useTexts(photoTexts);
  const tongue = language();
  const { person } = useSession();
  const { items } = useOutbox();
  const rules = useRules();
  const [kind, setKind] = useState<PhotoKind>(job.kind);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const moment = useRef<Moment>({ fix: null, look: null });
  const { subject } = job;
  const thing = subject.kind === 'clueOf' ? null : { kind: subject.kind, id: subject.id };
  const shots = useShots(job.group, thing, subject.kind === 'problem').filter((shot) => fits(shot, job));
  const count = photoCount(items, job.group);

  const take = async (event: ChangeEvent<HTMLInputElement>, imported: boolean) => {
    const { files } = event.target;
    const chosen = [...(files ?? [])];
    event.target.value = '';
    setTrouble(null);
    for (const file of chosen) {
      if (!file.type.startsWith('image/')) {
        setTrouble(t('bad'));
        continue;
      }
      setBusy(true);
      const { stage, viewpoint } = job;
      const shot = { kind, viewpoint, ...(stage === null ? {} : { stage }) };
      const { group, path, hold } = job;
      const title = `${job.title} · ${photoKinds.label(kind, tongue)}`;
      const place = { personId: person.id, group, subject, title, path, hold };
      // The camera stood in front of this page: what was read when it was opened is nearest to the shutter.
      const when = moment.current.fix ? moment.current : momentNow();
      await keepPhoto(file, shot, when, imported, place).catch(() => setTrouble(t('full')));
      setBusy(false);
    }
    // The next kind that has no photo yet.
    if (chosen.length > 0) {
      const has = new Set([...shots.map((shot) => shot.kind), kind]);
      setKind(job.kinds.find((one) => !has.has(one)) ?? kind);
    }
  };

  const open = () => {
    moment.current = momentNow();
    void askForCompass();
  };
  const label = photoKinds.label(kind, tongue);
  return (
    <div className="f-camera">
      <header className="f-camera-top">
        <button type="button" onClick={() => back(job.path)}>
          <Icon name="close" />
          {t('exit')}
        </button>
        <h1>{t('count', { n: shots.length })}</h1>
        <span>{job.hold || count.total === 0 ? '' : t('arrived', { a: count.arrived, n: count.total })}</span>
      </header>
      <UndoBar />
      <main className="f-camera-main">
        <p className="f-camera-tip">
          <b>{label}</b>
          <span>{tipOf(kind, label, t)}</span>
        </p>
        <PhotoHints job={job} rules={rules} />
        {trouble !== null && (
          <p className="f-alert is-red" role="alert">
            <Icon name="info" />
            {trouble}
          </p>
        )}
        <LastShots shots={shots} />
      </main>
      <footer className="f-camera-foot">
        <div className="f-camera-kinds" role="radiogroup" aria-label={t('which')}>
          {job.kinds.map((one) => {
            const n = shots.filter((shot) => shot.kind === one).length;
            return (
              // biome-ignore lint/a11y/useSemanticElements: two lines of text in a large target
              <button key={one} type="button" role="radio" aria-checked={one === kind} onClick={() => setKind(one)}>
                <b>{photoKinds.label(one, tongue)}</b>
                <span className={n > 0 ? 'is-done' : ''}>{n > 0 ? `✓ ${t('taken', { n })}` : t('notYet')}</span>
              </button>
            );
          })}
        </div>
        <div className="f-camera-shutter">
          <label className="f-file">
            <Icon name="picture" />
            {t('album')}
            <input type="file" accept="image/*" multiple onChange={(event) => void take(event, true)} />
          </label>
          <label className="f-file is-shutter">
            <i aria-hidden="true" />
            <span>{busy ? t('keeping') : t('shoot')}</span>
            <input
              type="file"
              accept="image/*"
              capture="environment"
              onClick={open}
              onChange={(event) => void take(event, false)}
            />
          </label>
          <button type="button" className="f-file" onClick={() => back(job.path)}>
            <Icon name="check" />
            {t('done')}
          </button>
        </div>
      </footer>
    </div>
  );
}

/** Photos of the same errand: at a viewpoint, those of this stage and place. */
function fits(shot: ShotView, { stage, viewpoint }: CameraJob): boolean {
  return (
    (stage === null || shot.stage === null || shot.stage === stage) &&
    (viewpoint === null || shot.viewpoint === viewpoint)
  );
}

function tipOf(
  kind: PhotoKind,
  label: string,
  t: ReturnType<typeof useTexts<keyof typeof photoTexts.zh & string>>,
): string {
  switch (kind) {
    case 'east':
    case 'south':
    case 'west':
    case 'north':
      return t('tip_side', { side: label });
    case 'panorama':
    case 'near':
    case 'width':
    case 'soilDepth':
    case 'crop':
    case 'hardeningBroken':
    case 'machinery':
      return t(`tip_${kind}`);
    case 'inside':
    case 'use':
    case 'debrisRemoved':
    case 'other':
      return t('tip_any');
  }
}

/** The last photo large, to see at once whether it is sharp; the ones before it small below. */
function LastShots({ shots }: { shots: readonly ShotView[] }) {
  const t = useTexts(photoTexts);
  const seen = shots.filter((shot) => shot.thumb !== null);
  const last = seen.at(-1);
  if (!last) {
    return (
      <p className="f-camera-frame">
        <Icon name="camera" />
        {t('begin')}
      </p>
    );
  }
  return (
    <div className="f-camera-view">
      <img src={last.thumb ?? ''} alt={photoKinds.label(last.kind, language())} />
      <div>
        {seen.slice(-5, -1).map((shot) => (
          <img key={shot.id} src={shot.thumb ?? ''} alt={photoKinds.label(shot.kind, language())} />
        ))}
      </div>
    </div>
  );
}
