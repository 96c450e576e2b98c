import { getPack, listPhotos, type PhotoView, reviewPhoto } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { Button, Input, type InputRef } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useAct, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Facts, StateTag, useKeys, wantsLook } from '../../kit/index.ts';
import { texts } from './texts.ts';
import { photoSrc, type Shown } from './use-evidence.ts';

export interface PhotoCardProps {
  shown: Shown;
  onDone?: (photo: PhotoView) => void;
  /** The card is the page's decision: V and R work from anywhere, phrases stand ready. */
  keyed?: boolean;
}

/** One photo's record and a person's word on it; what the checks ask about is answered here, by name. */
export function PhotoCard({ shown, onDone, keyed = false }: PhotoCardProps) {
  const t = useTexts(texts);
  const today = useToday();
  const { photo } = shown;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const act = useAct(reviewPhoto, {
    invalidate: [listPhotos, getPack],
    done: t('photoDone'),
    onDone: (answer) => {
      setReason('');
      onDone?.(answer);
    },
  });
  const box = useRef<InputRef>(null);
  const may = photo.abilities.includes('photo.explain');
  const prompts = photo.checks.some(wantsLook);
  const send = (review: 'accepted' | 'rejected' | 'explained') => {
    const text = reason.trim();
    if (review !== 'accepted' && text.length < 2) {
      setAsked(true);
      box.current?.focus();
      return;
    }
    act.mutate({ params: { id: photo.id }, body: { review, reason: text } });
  };
  const latest = useRef(send);
  latest.current = send;
  const open = keyed && may && !act.isPending;
  const [explain, reject] = [t('photoExplain'), t('photoReject')];
  useKeys(
    useMemo(
      () => [
        { keys: 'v', label: explain, when: open, run: () => latest.current('explained') },
        { keys: 'r', label: reject, when: open, run: () => latest.current('rejected') },
      ],
      [explain, reject, open],
    ),
  );
  const phrases = keyed ? [t('phraseWater'), t('phraseDrift'), t('phraseAlbum'), t('phraseRetake')] : [];
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
            ref={box}
            aria-label={t('photoReason')}
            placeholder={t('photoReason')}
            value={reason}
            maxLength={300}
            {...(asked ? { status: 'error' as const } : {})}
            onPressEnter={() => send('explained')}
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
          {keyed && (
            <div className="st-row st-wrap">
              {phrases.map((phrase) => (
                <button
                  key={phrase}
                  type="button"
                  className="st-phrase"
                  onClick={() => {
                    setReason((was) => (was === '' ? phrase : `${was}；${phrase}`));
                    setAsked(false);
                    box.current?.focus();
                  }}
                >
                  {phrase}
                </button>
              ))}
            </div>
          )}
          <div className="st-row st-wrap">
            <Button
              size={keyed ? 'middle' : 'small'}
              type={keyed ? 'primary' : 'default'}
              loading={act.isPending}
              onClick={() => send('explained')}
            >
              {explain} {keyed && <kbd>V</kbd>}
            </Button>
            <Button size={keyed ? 'middle' : 'small'} danger onClick={() => send('rejected')}>
              {reject} {keyed && <kbd>R</kbd>}
            </Button>
            {!prompts && (
              <Button size="small" onClick={() => send('accepted')}>
                {t('photoAccept')}
              </Button>
            )}
          </div>
          {keyed && <span className="st-note">{t('photoKeys')}</span>}
        </>
      ) : (
        <span className="st-note">{t('ownEvidence')}</span>
      )}
    </div>
  );
}
