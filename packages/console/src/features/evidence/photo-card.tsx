import { getPack, listPhotos, reviewPhoto } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useAct, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Facts, StateTag, wantsLook } from '../../kit/index.ts';
import { texts } from './texts.ts';
import { photoSrc, type Shown } from './use-evidence.ts';

/** One photo's record and a person's word on it; what the checks ask about is answered here, by name. */
export function PhotoCard({ shown }: { shown: Shown }) {
  const t = useTexts(texts);
  const today = useToday();
  const { photo } = shown;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const act = useAct(reviewPhoto, {
    invalidate: [listPhotos, getPack],
    done: t('photoDone'),
    onDone: () => setReason(''),
  });
  const may = photo.abilities.includes('photo.explain');
  const prompts = photo.checks.some(wantsLook);
  const send = (review: 'accepted' | 'rejected' | 'explained') => {
    const text = reason.trim();
    if (review !== 'accepted' && text.length < 2) return setAsked(true);
    act.mutate({ params: { id: photo.id }, body: { review, reason: text } });
  };
  return (
    <div className="st-col st-ev-photo">
      <div className="st-row st-wrap">
        <b>{shown.label}</b>
        {photo.review !== null && (
          <StateTag tone={photo.review === 'rejected' ? 'red' : 'ok'}>{t(`review_${photo.review}`)}</StateTag>
        )}
        <a href={photoSrc(photo.id, 'original')} target="_blank" rel="noreferrer" className="st-end">
          {t('original')}
        </a>
      </div>
      <Facts
        facts={[
          {
            label: t('received'),
            value: t('by', { who: photo.uploadedByName, at: formatInstant(photo.receivedAt, today) }),
          },
          {
            label: t('device'),
            value: [photo.device, t(photo.imported ? 'imported' : 'inApp')].filter(Boolean).join(' · '),
          },
          {
            label: t('positionOf'),
            value: photo.accuracyM === null ? null : t('metres', { n: Math.round(photo.accuracyM) }),
          },
          ...(photo.reviewReason
            ? [{ label: t('photoReason'), value: `${photo.reviewReason}（${photo.reviewedByName ?? ''}）` }]
            : []),
        ]}
      />
      {may ? (
        <>
          <Input
            aria-label={t('photoReason')}
            placeholder={t('photoReason')}
            value={reason}
            maxLength={300}
            {...(asked ? { status: 'error' as const } : {})}
            onChange={(event) => {
              setReason(event.target.value);
              setAsked(false);
            }}
          />
          {asked && (
            <span className="st-tone-red" role="alert">
              {t('opinionNeeded')}
            </span>
          )}
          <div className="st-row st-wrap">
            <Button size="small" loading={act.isPending} onClick={() => send('explained')}>
              {t('photoExplain')}
            </Button>
            <Button size="small" danger onClick={() => send('rejected')}>
              {t('photoReject')}
            </Button>
            {!prompts && (
              <Button size="small" onClick={() => send('accepted')}>
                {t('photoAccept')}
              </Button>
            )}
          </div>
        </>
      ) : (
        <span className="st-note">{t('ownEvidence')}</span>
      )}
    </div>
  );
}
