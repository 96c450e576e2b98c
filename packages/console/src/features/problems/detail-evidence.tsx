import { getPack, listPhotos, type PhotoView, type ProblemDetail } from '@shoutian/domain/api';
import { type Language, photoKinds } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { Button } from 'antd';
import { useState } from 'react';
import { useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  EventTimeline,
  Go,
  Icon,
  Notice,
  type PairMode,
  PairModeSwitch,
  PhotoPair,
  PhotoStrip,
  StateTag,
  wantsLook,
} from '../../kit/index.ts';
import { evidenceAddress } from './anchors.ts';
import { detailTexts } from './texts-detail.ts';

const source = (id: string, size: 'thumb' | 'view') => `/api/photos/${id}/${size}`;

function labelOf(photo: PhotoView, language: Language): string {
  return photo.caption ?? photo.viewpoint ?? photoKinds.label(photo.kind, language);
}

function Pair({ before, after, photos }: { before: string; after: string; photos: readonly PhotoView[] }) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const today = useToday();
  const [mode, setMode] = useState<PairMode>('side');
  const picture = (id: string) => {
    const photo = photos.find((one) => one.id === id);
    const words = [
      photo?.takenAt ? formatInstant(photo.takenAt, today) : '',
      photo?.bearingDeg == null ? '' : t('bearing', { deg: Math.round(photo.bearingDeg) }),
      photo?.distanceM == null
        ? ''
        : photo.distanceM === 0
          ? t('inParcel')
          : t('fromParcel', { m: Math.round(photo.distanceM) }),
    ];
    return {
      src: source(id, 'view'),
      alt: photo === undefined ? '' : labelOf(photo, language),
      caption: words.filter((one) => one !== '').join(' · '),
    };
  };
  return (
    <>
      <div className="st-row st-between st-noprint">
        <PairModeSwitch mode={mode} onChange={setMode} />
      </div>
      <div className="st-evidence-pair">
        <PhotoPair before={picture(before)} after={picture(after)} mode={mode} />
      </div>
    </>
  );
}

/** Proof by viewpoint: the pairs first, then every photo with its mark, then what happened lately. */
export function DetailEvidence({
  problem,
  onAdd,
  onLog,
}: {
  problem: ProblemDetail;
  onAdd: () => void;
  onLog: () => void;
}) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const today = useToday();
  const [shown, setShown] = useState<string | null>(null);
  const photos = useEndpoint(listPhotos, {
    query: { subjectKind: 'problem', subjectId: problem.id, withClues: true },
  });
  const pack = useEndpoint(getPack, { params: { id: problem.id } });
  const mayAdd = problem.abilities.includes('problem.recordEvidence');
  const pairs = (pack.data?.pairs ?? []).filter((pair) => pair.beforeId !== null || pair.afterId !== null);
  const pair = pairs.find((one) => one.viewpoint === shown) ?? pairs[0];
  // The conditions beside this tab rest on the pack: the set is judged by the same lines, or one page has two truths.
  const views = (pack.data?.checks ?? []).filter(
    (check) => (check.id === 'E06' || check.id === 'E07') && wantsLook(check),
  );
  const lacks = (pack.data?.required ?? []).filter((line) => !line.done);
  const named = (blocks: boolean) =>
    lacks
      .filter((line) => line.blocks === blocks)
      .map((line) => (language === 'zh' ? line.message : line.messageEn))
      .join(language === 'zh' ? '、' : ', ');
  return (
    <Answer query={photos} lines={6}>
      {({ rows }) => {
        const look = rows.filter((photo) => photo.review === null && photo.checks.some(wantsLook));
        return (
          <div className="st-col st-evidence">
            {pair !== undefined && (
              <>
                <div className="st-row st-between st-wrap">
                  <b>{t('pairAt', { viewpoint: pair.viewpoint })}</b>
                  <span className="st-row">
                    {pair.distanceM !== null && pair.bearingDiffDeg !== null && (
                      <span className="st-note">
                        {t('pairDistance', { m: Math.round(pair.distanceM), deg: Math.round(pair.bearingDiffDeg) })}
                      </span>
                    )}
                    {pair.sameViewpoint !== null && (
                      <StateTag tone={pair.sameViewpoint ? 'ok' : 'amber'}>
                        {pair.sameViewpoint ? t('sameView') : t('otherView')}
                      </StateTag>
                    )}
                  </span>
                </div>
                {pair.beforeId !== null && pair.afterId !== null ? (
                  <Pair before={pair.beforeId} after={pair.afterId} photos={rows} />
                ) : (
                  <PhotoStrip
                    label={pair.viewpoint}
                    items={[
                      {
                        key: 'before',
                        label: pair.beforeId === null ? t('missingBefore') : t('before'),
                        ...(pair.beforeId === null ? {} : { src: source(pair.beforeId, 'thumb') }),
                      },
                      {
                        key: 'after',
                        label: pair.afterId === null ? t('missingAfter') : t('after'),
                        ...(pair.afterId === null ? {} : { src: source(pair.afterId, 'thumb') }),
                      },
                    ]}
                  />
                )}
                {pairs.length > 1 && (
                  <div className="st-row st-wrap st-noprint">
                    {pairs.map((one) => (
                      <Button
                        key={one.viewpoint}
                        size="small"
                        type={one === pair ? 'primary' : 'default'}
                        onClick={() => setShown(one.viewpoint)}
                      >
                        {one.viewpoint}
                      </Button>
                    ))}
                  </div>
                )}
              </>
            )}
            <div className="st-row st-between">
              <b>{t('allPhotos', { n: rows.length })}</b>
              {mayAdd && (
                <Button size="small" icon={<Icon name="camera" size={14} />} onClick={onAdd}>
                  {t('addPhoto')}
                </Button>
              )}
            </div>
            {rows.length === 0 ? (
              <p className="st-second">{t('noPhotos')}</p>
            ) : (
              <PhotoStrip
                label={t('allPhotos', { n: rows.length })}
                items={rows.map((photo) => ({
                  key: photo.id,
                  src: source(photo.id, 'thumb'),
                  label: labelOf(photo, language),
                  day: photo.takenAt === null ? '' : formatInstant(photo.takenAt, today).slice(0, 6),
                  tone: photo.review === 'rejected' ? 'red' : look.includes(photo) ? 'amber' : 'ok',
                }))}
                onPick={(id) => window.open(source(id, 'view'), '_blank', 'noopener')}
              />
            )}
            {look.length + views.length + lacks.length > 0 && (
              <Notice
                tone="amber"
                title={look.length > 0 ? t('flagged', { n: look.length }) : t('setIncomplete')}
                actions={<Go to={evidenceAddress(problem.id)}>{t('goReview')}</Go>}
              >
                {[...look.flatMap((photo) => photo.checks.filter(wantsLook).map((check) => ({ photo, check })))]
                  .slice(0, 4)
                  .map(({ photo, check }) => (
                    <div key={photo.id + check.id}>
                      「{labelOf(photo, language)}」{language === 'zh' ? check.reason : check.reasonEn}
                    </div>
                  ))}
                {views.map((check) => (
                  <div key={check.id + check.subject}>{language === 'zh' ? check.reason : check.reasonEn}</div>
                ))}
                {named(true) !== '' && <div>{t('setLacks', { what: named(true) })}</div>}
                {named(false) !== '' && <div>{t('setMayAdd', { what: named(false) })}</div>}
              </Notice>
            )}
            <div className="st-row st-between">
              <b>{t('recent')}</b>
              <button type="button" className="st-link" onClick={onLog}>
                {t('whole', { n: problem.timeline.length })}
              </button>
            </div>
            <EventTimeline events={problem.timeline.slice(0, 4)} />
          </div>
        );
      }}
    </Answer>
  );
}
