import { type ClueDetail, getClue, listClues } from '@shoutian/domain/api';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useEndpoint, useGo, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  AreaText,
  Card,
  EmptyState,
  Go,
  OverlayTable,
  PageTitle,
  PhotoStrip,
  PlaceMap,
  QueueSteps,
  ReasonCounts,
  ReasonList,
  StateTag,
} from '../../kit/index.ts';
import { AdviceCard } from './advice-card.tsx';
import { DecideCard } from './decide-card.tsx';
import { photoSrc, useCluePhotos } from './photos.tsx';
import { texts } from './texts.ts';
import { useNearM } from './use-near.ts';
import { VerificationCard } from './verification-card.tsx';
import './clues.css';

/** 核查审核: the reports that wait, one after the other; evidence left, reasons and decision right. */
export default function ReviewPage() {
  const t = useTexts(texts);
  const go = useGo();
  const scope = useScope();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const queue = useEndpoint(
    listClues,
    { query: { state: ['reported'], division: [scope.code], sort: 'dueOn', pageSize: 200 } },
    { keep: true },
  );
  // The order stays as it was when the page opened, so that a decision does not shuffle what is next.
  const rows = queue.data?.rows ?? [];
  const wanted = typeof search['id'] === 'string' ? search['id'] : rows[0]?.id;
  const at = rows.findIndex((row) => row.id === wanted);
  const clue = useEndpoint(getClue, { params: { id: wanted ?? '' } }, { enabled: wanted !== undefined });
  const to = (index: number) => {
    const row = rows[index];
    return row === undefined ? undefined : () => go(`/clues/review?id=${row.id}`);
  };
  const [previous, next] = [to(at - 1), to(at + 1)];
  const after = () => (next ?? previous ?? (() => go('/clues/review')))();
  const steps = {
    at: at + 1,
    of: rows.length,
    ...(previous ? { onPrevious: previous } : {}),
    ...(next ? { onNext: next } : {}),
  };
  return (
    <Answer query={queue}>
      {() =>
        wanted === undefined ? (
          <EmptyState title={t('queueEmpty')} text={t('queueEmptyText')} action={<Go to="/clues">{t('back')}</Go>} />
        ) : (
          <div className="st-review">
            <PageTitle
              title={clue.data === undefined ? t('review') : `${clue.data.clueNo} ${clue.data.villageName}`}
              tags={
                clue.data && (
                  <>
                    <StateTag state={clue.data.state} />
                    {clue.data.ongoing && <StateTag tone="red">{t('ongoing')}</StateTag>}
                    <span className="st-second">
                      <AreaText m2={clue.data.areaM2} strong unit /> · {t('sumFarm')}{' '}
                      <AreaText m2={clue.data.farmM2 ?? undefined} /> · {t('sumPbf')}{' '}
                      <AreaText m2={clue.data.pbfM2 ?? undefined} pbf />
                    </span>
                    <Go to={`/clues/${clue.data.id}`}>{t('open')}</Go>
                  </>
                )
              }
              actions={
                <>
                  <span className="st-second">{t('toReview')}</span>
                  <QueueSteps {...steps} />
                </>
              }
            />
            <Answer query={clue}>{(data) => <Review key={data.id} clue={data} onDone={after} />}</Answer>
          </div>
        )
      }
    </Answer>
  );
}

function Review({ clue, onDone }: { clue: ClueDetail; onDone: () => void }) {
  const t = useTexts(texts);
  const photos = useCluePhotos(clue.id);
  const nearM = useNearM();
  const [picked, setPicked] = useState<string | null>(null);
  const big = photos.rows.find((photo) => photo.id === picked) ?? photos.rows[0];
  const last = clue.verifications[0];
  // The photos are counted as they are now; the count of the day of the report would say it twice.
  const counted = new Set(photos.reasons.filter((one) => one.check.id === 'E13').map((one) => one.check.id));
  const checks = (last?.checks ?? [])
    .filter((check) => !counted.has(check.id))
    .map((check, i) => ({ key: `report:${check.id}:${i}`, check }));
  const reasons = [...photos.reasons, ...checks];
  const lead = (
    <>
      <Card title={t('verification')}>
        {last === undefined ? (
          <p className="st-note">{t('noVerification')}</p>
        ) : (
          <VerificationCard one={last} checks={false} />
        )}
      </Card>
      <Card title={t('checks')} extra={<ReasonCounts reasons={reasons} />} flush>
        <ReasonList reasons={reasons} onPick={(key) => setPicked(key.split(':')[0] ?? null)} />
      </Card>
    </>
  );
  const figures = (
    <>
      <AdviceCard proposed={clue.proposed} />
      <Card title={t('overlay')} flush>
        <OverlayTable snapshot={clue.overlay} />
      </Card>
    </>
  );
  return (
    <div className="st-review-columns">
      <div className="st-review-left">
        <div className="st-review-views">
          <Card title={t('photos')} extra={big && <span>{photos.stamp(big)}</span>} flush>
            {big === undefined ? (
              <p className="st-note st-reasons-note">{t('noPhotos')}</p>
            ) : (
              <figure className="st-big-photo">
                <img src={photoSrc(big.id, 'view')} alt={photos.stamp(big)} />
              </figure>
            )}
          </Card>
          <Card title={t('placeMap')} flush>
            <PlaceMap
              id="clue-review"
              geometry={clue.geometry}
              point={clue.point}
              photos={photos.placed}
              picked={big?.id ?? null}
              onPick={setPicked}
              nearM={nearM}
            />
          </Card>
        </div>
        {photos.thumbs.length > 0 && (
          <Card flush>
            <PhotoStrip items={photos.thumbs} selected={big ? [big.id] : []} onPick={setPicked} label={t('photos')} />
          </Card>
        )}
      </div>
      <div className="st-review-right">
        {last !== undefined && clue.state === 'reported' ? (
          <DecideCard clue={clue} last={last} onDone={onDone} lead={lead}>
            {figures}
          </DecideCard>
        ) : (
          <div className="st-review-scroll">
            {lead}
            {figures}
          </div>
        )}
      </div>
    </div>
  );
}
