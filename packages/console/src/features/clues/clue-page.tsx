import { type ClueDetail, getClue, runOverlay } from '@shoutian/domain/api';
import { verdicts } from '@shoutian/domain/dictionaries';
import { useParams } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useAct, useEndpoint } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  AreaText,
  Card,
  DetailPage,
  DueLabel,
  EventTimeline,
  OverlayTable,
  Page,
  PhotoStrip,
  PlaceMap,
  ReasonCounts,
  ReasonList,
  StateTag,
} from '../../kit/index.ts';
import { AdviceCard } from './advice-card.tsx';
import { ended } from './columns.tsx';
import { NextStep } from './next-step.tsx';
import { photoSrc, useCluePhotos } from './photos.tsx';
import { SourceCard } from './source-card.tsx';
import { texts } from './texts.ts';
import { useNearM } from './use-near.ts';
import { VerificationCard } from './verification-card.tsx';
import './clues.css';

/** Everything about one clue: where from, what it covers, what was found, and the next step. */
export default function CluePage() {
  const { clueId } = useParams({ strict: false }) as { clueId: string };
  const clue = useEndpoint(getClue, { params: { id: clueId } });
  return <Page>{<Answer query={clue}>{(data) => <Clue clue={data} />}</Answer>}</Page>;
}

function Clue({ clue }: { clue: ClueDetail }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const photos = useCluePhotos(clue.id);
  const nearM = useNearM();
  const [picked, setPicked] = useState<string | null>(null);
  const [tab, setTab] = useState<'photos' | 'history'>('photos');
  const overlay = useAct(runOverlay, { invalidate: [getClue], done: t('overlayDone') });
  const big = photos.rows.find((photo) => photo.id === picked) ?? photos.rows[0];
  return (
    <DetailPage
      title={`${clue.clueNo} ${clue.villageName}`}
      crumbs={[{ label: t('list'), to: '/clues' }, { label: clue.batchTitle }]}
      tags={
        <>
          <StateTag state={clue.state} />
          {clue.ongoing && !ended(clue.state) && <StateTag tone="red">{t('ongoing')}</StateTag>}
          {clue.verdict !== null && (
            <StateTag tone="grey" mark={false}>
              {verdicts.label(clue.verdict, language)}
            </StateTag>
          )}
          <span className="st-second">
            <AreaText m2={clue.areaM2} strong unit /> · {t('sumFarm')} <AreaText m2={clue.farmM2 ?? undefined} /> ·{' '}
            {t('sumPbf')} <AreaText m2={clue.pbfM2 ?? undefined} pbf />
          </span>
        </>
      }
      actions={<DueLabel due={clue.dueOn} finished={ended(clue.state)} />}
      left={
        <>
          <Card title={t('placeMap')} flush>
            <div className="st-clue-map">
              <PlaceMap
                id="clue"
                geometry={clue.geometry}
                point={clue.point}
                photos={photos.placed}
                picked={picked}
                onPick={setPicked}
                nearM={photos.placed.length === 0 ? null : nearM}
              />
            </div>
            {clue.geometry === null && (
              <p className="st-note st-reasons-note">{t(clue.point === null ? 'noGeometry' : 'pointOnly')}</p>
            )}
          </Card>
          <SourceCard clue={clue} />
        </>
      }
      middle={
        <>
          <AdviceCard proposed={clue.proposed} />
          <Card
            title={t('overlay')}
            flush
            extra={
              clue.abilities.includes('overlay.run') && (
                <Button
                  size="small"
                  loading={overlay.isPending}
                  onClick={() => overlay.mutate({ params: { kind: 'clues', id: clue.id } })}
                >
                  {t('overlayAgain')}
                </Button>
              )
            }
          >
            <OverlayTable snapshot={clue.overlay} />
          </Card>
          <Card
            title={
              <Segmented
                className="st-seg"
                value={tab}
                onChange={setTab}
                options={[
                  { value: 'photos', label: `${t('photos')} ${photos.rows.length}` },
                  { value: 'history', label: t('history') },
                ]}
              />
            }
            extra={tab === 'photos' ? <ReasonCounts reasons={photos.reasons} /> : undefined}
            flush
          >
            {tab === 'history' ? (
              <div className="st-card-body">
                <EventTimeline events={clue.timeline} />
              </div>
            ) : big === undefined ? (
              <p className="st-note st-reasons-note">{t('noPhotos')}</p>
            ) : (
              <>
                <figure className="st-big-photo" style={{ height: 300 }}>
                  <img src={photoSrc(big.id, 'view')} alt={photos.stamp(big)} />
                  <figcaption>{photos.stamp(big)}</figcaption>
                </figure>
                <PhotoStrip items={photos.thumbs} selected={[big.id]} onPick={setPicked} label={t('photos')} />
                <ReasonList reasons={photos.reasons} onPick={(key) => setPicked(key.split(':')[0] ?? null)} />
              </>
            )}
          </Card>
        </>
      }
      right={
        <>
          <NextStep clue={clue} />
          <Card title={t('verifications')}>
            {clue.verifications.length === 0 ? (
              <p className="st-note">{t('noVerification')}</p>
            ) : (
              clue.verifications.map((one) => <VerificationCard key={one.id} one={one} />)
            )}
          </Card>
        </>
      }
    />
  );
}
