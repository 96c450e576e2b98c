import { type DoubtfulPhoto, type PhotoDoubt, PhotoSubject } from '@shoutian/domain/api';
import { photoKinds } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  Card,
  EmptyState,
  Go,
  PageTitle,
  PhotoStrip,
  PlaceMap,
  QueueSteps,
  ReasonCounts,
  ReasonList,
  type ThumbItem,
} from '../../kit/index.ts';
import { PhotoCard } from './photo-card.tsx';
import { texts } from './texts.ts';
import { type Doubtful, useDoubtful } from './use-doubtful.ts';
import { photoSrc, type Shown } from './use-evidence.ts';
import { useNearM } from './use-near.ts';
import './evidence.css';

/** 照片提示: photos that the checks ask about, one after the other, over all records of the area. */
export default function PhotosPage() {
  const t = useTexts(texts);
  const queue = useDoubtful();
  const photo = queue.rows[queue.at];
  return (
    <div className="st-ev">
      <PageTitle
        title={photo === undefined ? t('doubtful') : `${photo.record.no} ${photo.villageName}`}
        tags={
          photo && (
            <>
              <span className="st-second st-ellipsis">{photo.record.title}</span>
              <Go to={photo.record.kind === 'clue' ? `/clues/${photo.record.id}` : `/problems/${photo.record.id}`}>
                {t(photo.record.kind === 'clue' ? 'openClue' : 'openProblem')}
              </Go>
            </>
          )
        }
        actions={<Narrowing queue={queue} />}
      />
      <Answer query={queue.query}>
        {() =>
          photo === undefined ? (
            <EmptyState
              title={t(queue.doubt === null && queue.of === null ? 'noDoubts' : 'noDoubtsHere')}
              text={t('noDoubtsText')}
              action={<Go to="/evidence">{t('toEvidence')}</Go>}
            />
          ) : (
            <Doubt key={photo.id} photo={photo} queue={queue} />
          )
        }
      </Answer>
    </div>
  );
}

/** Which doubts and whose photos; beside it the place in the queue. */
function Narrowing({ queue }: { queue: Doubtful }) {
  const t = useTexts(texts);
  const counts = new Map((queue.query.data?.counts ?? []).map((one) => [one.doubt, one.count]));
  const doubts: PhotoDoubt[] = [...counts.keys()];
  if (queue.doubt !== null && !counts.has(queue.doubt)) doubts.push(queue.doubt);
  return (
    <div className="st-row st-wrap st-noprint">
      <Select<string>
        aria-label={t('doubtKind')}
        popupMatchSelectWidth={false}
        value={queue.doubt ?? ''}
        onChange={(value) => queue.narrow({ doubt: value === '' ? null : value })}
        options={[
          { value: '', label: t('everyDoubt') },
          ...doubts.map((value) => ({
            value,
            label: t('doubtCount', { what: t(`doubt_${value}`), n: counts.get(value) ?? 0 }),
          })),
        ]}
      />
      <Select<string>
        aria-label={t('whosePhotos')}
        popupMatchSelectWidth={false}
        value={queue.of ?? ''}
        onChange={(value) => queue.narrow({ of: value === '' ? null : value })}
        options={[
          { value: '', label: t('everyRecord') },
          ...PhotoSubject.options.map((value) => ({ value, label: t(`of_${value}`) })),
        ]}
      />
      {queue.rows.length > 0 && (
        <>
          <span className="st-second" aria-live="polite">
            {t('leftToJudge', { n: queue.left })}
          </span>
          <QueueSteps
            at={queue.at + 1}
            of={queue.rows.length}
            {...(queue.previous ? { onPrevious: queue.previous } : {})}
            {...(queue.next ? { onNext: queue.next } : {})}
          />
        </>
      )}
    </div>
  );
}

function useShown(photo: DoubtfulPhoto): Shown {
  const language = useLanguage();
  const today = useToday();
  const t = useTexts(texts);
  return useMemo(() => {
    const stamp = [
      photo.takenAt === null ? null : formatInstant(photo.takenAt, today),
      photo.bearingDeg === null ? null : `${Math.round(photo.bearingDeg)}°`,
      photo.distanceM === null ? null : `${Math.round(photo.distanceM)} m`,
    ];
    const what = photo.viewpoint ?? photo.caption ?? photoKinds.label(photo.kind, language);
    return {
      photo,
      label: `${t(photo.stage)} ${what}`,
      short: t(photo.stage),
      stamp: stamp.filter((part) => part !== null).join(' · '),
    };
  }, [photo, language, today, t]);
}

function Doubt({ photo, queue }: { photo: DoubtfulPhoto; queue: Doubtful }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const shown = useShown(photo);
  const nearM = useNearM();
  const placed = useMemo(() => [{ ...photo, label: shown.short }], [photo, shown.short]);
  const reasons = photo.checks.map((check) => ({ key: check.id, check }));
  const thumbs = queue.rows.map((row): ThumbItem => {
    const review = queue.reviews.get(row.id);
    return {
      key: row.id,
      src: photoSrc(row.id, 'thumb'),
      label: `${row.record.no.slice(-4)} ${row.viewpoint ?? photoKinds.label(row.kind, language)}`,
      tone: review === undefined ? 'amber' : review === 'rejected' ? 'red' : 'ok',
    };
  });
  return (
    <div className="st-ev-columns">
      <div className="st-ev-left">
        <div className="st-ev-views">
          <Card title={shown.label} className="st-ev-pair" flush>
            <figure className="st-ev-single">
              <img src={photoSrc(photo.id, 'view')} alt={shown.label} />
              <figcaption>{shown.stamp}</figcaption>
            </figure>
          </Card>
          <Card title={t('place')} extra={t('compass')} className="st-ev-place" flush>
            <PlaceMap
              id="evidence"
              geometry={photo.geometry}
              point={photo.point}
              photos={placed}
              picked={photo.id}
              onPick={queue.pick}
              nearM={nearM}
            />
          </Card>
        </div>
        <Card flush>
          <PhotoStrip items={thumbs} selected={[photo.id]} onPick={queue.pick} label={t('doubtful')} />
        </Card>
      </div>
      <section className="st-card st-ev-right" aria-label={t('reasons')}>
        <div className="st-card-head">
          <h2 className="st-card-title">{t('reasons')}</h2>
          <div className="st-card-extra">
            <ReasonCounts reasons={reasons} />
          </div>
        </div>
        <div className="st-ev-scroll">
          <ReasonList reasons={reasons} onPick={() => undefined} />
        </div>
        <PhotoCard shown={shown} onDone={queue.done} keyed />
      </section>
    </div>
  );
}
