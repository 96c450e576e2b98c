import { getProblem, type PackView } from '@shoutian/domain/api';
import { rectifyMethods } from '@shoutian/domain/dictionaries';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useEndpoint, useGo } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  AreaText,
  Card,
  EmptyState,
  ErrorState,
  Go,
  Loading,
  PageTitle,
  PhotoStrip,
  PlaceMap,
  QueueSteps,
  ReasonCounts,
  ReasonList,
  StateTag,
} from '../../kit/index.ts';
import { DecideCard } from './decide-card.tsx';
import { PairCard } from './pair-card.tsx';
import { PhotoCard } from './photo-card.tsx';
import { texts } from './texts.ts';
import { useEvidence, usePack } from './use-evidence.ts';
import { useNearM } from './use-near.ts';
import { useQueue } from './use-queue.ts';
import './evidence.css';

/** 证据审查: decide in half a minute; one problem after the other with J and K. */
export default function ReviewPage() {
  const t = useTexts(texts);
  const go = useGo();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const { items, loading } = useQueue();
  const wanted = typeof search['id'] === 'string' ? search['id'] : items[0]?.id;
  if (wanted === undefined) {
    return loading ? (
      <Loading lines={8} />
    ) : (
      <EmptyState title={t('empty')} text={t('emptyText')} action={<Go to="/problems">{t('toLedger')}</Go>} />
    );
  }
  const at = items.findIndex((item) => item.id === wanted);
  const step = (by: number) => {
    const item = items[at + by];
    return item === undefined ? undefined : () => go(`/evidence?id=${item.id}`);
  };
  const [onPrevious, onNext] = [step(-1), step(1)];
  return (
    <Problem
      key={wanted}
      id={wanted}
      steps={
        at < 0 ? null : (
          <>
            <span className="st-second">{t('waiting')}</span>
            <QueueSteps
              at={at + 1}
              of={items.length}
              {...(onPrevious ? { onPrevious } : {})}
              {...(onNext ? { onNext } : {})}
            />
          </>
        )
      }
      onDone={() => onNext?.()}
    />
  );
}

function Problem({ id, steps, onDone }: { id: string; steps: React.ReactNode; onDone: () => void }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const pack = usePack(id);
  const problem = useEndpoint(getProblem, { params: { id } });
  return (
    <div className="st-ev">
      <PageTitle
        title={pack.data === undefined ? t('review') : `${pack.data.problemNo} ${pack.data.title}`}
        tags={
          <>
            {pack.data && (
              <StateTag tone="blue" mark={false}>
                {rectifyMethods.label(pack.data.method, language)}
              </StateTag>
            )}
            {problem.data && (
              <span className="st-second">
                <AreaText m2={problem.data.areaM2} strong unit /> · {t('sumFarm')}{' '}
                <AreaText m2={problem.data.farmM2 ?? undefined} /> · {t('sumPbf')}{' '}
                <AreaText m2={problem.data.pbfM2 ?? undefined} pbf />
              </span>
            )}
            <Go to={`/problems/${id}`}>{t('openProblem')}</Go>
          </>
        }
        actions={steps}
      />
      <Answer query={pack}>
        {(data) => <Evidence pack={data} leadUnit={problem.data?.leadUnit ?? ''} onDone={onDone} />}
      </Answer>
    </div>
  );
}

function Evidence({ pack, leadUnit, onDone }: { pack: PackView; leadUnit: string; onDone: () => void }) {
  const t = useTexts(texts);
  const evidence = useEvidence(pack.problemId, pack);
  const nearM = useNearM();
  const [picked, setPicked] = useState<string | null>(null);
  const pick = (key: string) => {
    if (evidence.shown.some((one) => one.photo.id === key)) setPicked(key);
  };
  const shown = evidence.shown.find((one) => one.photo.id === picked);
  const pair = pack.pairs.find((one) => picked !== null && [one.beforeId, one.afterId].includes(picked));
  const selected = pair === undefined ? [picked ?? ''] : [pair.beforeId ?? '', pair.afterId ?? ''];
  if (evidence.error !== null) return <ErrorState error={evidence.error} />;
  if (evidence.loading) return <Loading lines={8} />;
  return (
    <div className="st-ev-columns">
      <div className="st-ev-left">
        <div className="st-ev-views">
          <PairCard pairs={pack.pairs} shown={evidence.shown} picked={picked} onPick={pick} />
          <Card title={t('place')} extra={t('compass')} className="st-ev-place" flush>
            <PlaceMap
              id="evidence"
              geometry={pack.geometry}
              photos={evidence.placed}
              picked={picked}
              onPick={pick}
              nearM={nearM}
            />
          </Card>
        </div>
        <Card flush>
          {evidence.thumbs.length === 0 ? (
            <p className="st-note st-reasons-note">{t('noPhotos')}</p>
          ) : (
            <PhotoStrip items={evidence.thumbs} selected={selected} onPick={pick} label={t('review')} />
          )}
        </Card>
      </div>
      <section className="st-card st-ev-right" aria-label={t('reasons')}>
        <div className="st-card-head">
          <h2 className="st-card-title">{t('reasons')}</h2>
          <div className="st-card-extra">
            <ReasonCounts reasons={evidence.reasons} />
          </div>
        </div>
        <div className="st-ev-scroll">
          <ReasonList reasons={evidence.reasons} onPick={(key) => pick(key.split(':')[0] ?? '')} />
          {shown !== undefined && <PhotoCard key={shown.photo.id} shown={shown} />}
        </div>
        <DecideCard pack={pack} reasons={evidence.reasons} leadUnit={leadUnit} onDone={onDone} />
      </section>
    </div>
  );
}
