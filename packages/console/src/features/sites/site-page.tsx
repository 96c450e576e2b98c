import { getSiteCheck, type SiteCheckDetail } from '@shoutian/domain/api';
import { siteUses } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import type { ShoutianMap } from '@shoutian/map';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Card, EmptyState, Facts, Icon, Page, PageTitle, StateTag, usePaperMap } from '../../kit/index.ts';
import { CompareTable } from './compare-table.tsx';
import { ConcludeForm, ReopenForm } from './conclude-form.tsx';
import { FindingsCard } from './findings-card.tsx';
import { HeadForm } from './head-form.tsx';
import { OptionForm } from './option-form.tsx';
import { SiteMap } from './site-map.tsx';
import { SiteSheet } from './site-sheet.tsx';
import { siteTexts } from './texts.ts';
import './sites.css';

/** One site check: what is looked for, the alternatives side by side, and what was chosen. */
export default function SitePage() {
  const { siteId = '' } = useParams({ strict: false }) as { siteId?: string };
  const query = useEndpoint(getSiteCheck, { params: { id: siteId } });
  return <Answer query={query}>{(site) => <Detail site={site} />}</Answer>;
}

function Detail({ site }: { site: SiteCheckDetail }) {
  const t = useTexts(siteTexts);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [open, setOpen] = useState<'head' | 'option' | 'conclude' | 'reopen' | null>(null);
  const { picture, busy, print } = usePaperMap(
    map,
    site.options.map(({ id }) => id),
  );
  const may = site.abilities.includes('site.check');
  const acts = may && site.state === 'open';
  const close = () => setOpen(null);
  return (
    <>
      <SiteSheet site={site} picture={picture} />
      <Page>
        <PageTitle
          title={site.title}
          crumbs={[{ label: t('sites'), to: '/sites' }, { label: site.checkNo }]}
          tags={<StateTag tone={site.state === 'concluded' ? 'ok' : 'blue'}>{t(site.state)}</StateTag>}
          actions={
            <>
              <Button icon={<Icon name="print" size={14} />} loading={busy} onClick={print}>
                {t('print')}
              </Button>
              {may && site.state === 'concluded' && <Button onClick={() => setOpen('reopen')}>{t('reopen')}</Button>}
              {acts && (
                <Button icon={<Icon name="add" size={14} />} onClick={() => setOpen('option')}>
                  {t('addOption')}
                </Button>
              )}
              {acts && site.options.length > 0 && (
                <Button type="primary" onClick={() => setOpen('conclude')}>
                  {t('conclude')}
                </Button>
              )}
            </>
          }
        />
        <div className="st-site-page">
          <div className="st-col">
            <HeadCard site={site} onEdit={acts ? () => setOpen('head') : undefined} />
            {site.state === 'concluded' && <ConclusionCard site={site} />}
            <SiteMap site={site} map={map} onMap={setMap} />
          </div>
          <div className="st-col">
            <Card title={t('compare')} flush>
              {site.options.length === 0 ? (
                <EmptyState
                  title={t('compareNone')}
                  {...(acts
                    ? {
                        action: (
                          <Button type="primary" onClick={() => setOpen('option')}>
                            {t('addOption')}
                          </Button>
                        ),
                      }
                    : {})}
                />
              ) : (
                <CompareTable site={site} acts={acts} />
              )}
            </Card>
            {site.options.length > 0 && <FindingsCard site={site} />}
          </div>
        </div>
      </Page>
      {open === 'head' && <HeadForm site={site} onClose={close} />}
      {open === 'option' && <OptionForm site={site} onClose={close} />}
      {open === 'conclude' && <ConcludeForm site={site} onClose={close} />}
      {open === 'reopen' && <ReopenForm site={site} onClose={close} />}
    </>
  );
}

function HeadCard({ site, onEdit }: { site: SiteCheckDetail; onEdit: (() => void) | undefined }) {
  const t = useTexts(siteTexts);
  const language = useLanguage();
  return (
    <Card
      title={site.checkNo}
      extra={
        onEdit && (
          <button type="button" className="st-link st-noprint" onClick={onEdit}>
            {t('edit')}
          </button>
        )
      }
    >
      <Facts
        facts={[
          { label: t('use'), value: siteUses.label(site.use, language) },
          { label: t('applicant'), value: site.applicant },
          { label: t('place'), value: site.placeName },
          { label: t('remark'), value: site.note },
          { label: t('by'), value: `${site.createdByName} ${site.createdOn}` },
        ]}
      />
    </Card>
  );
}

function ConclusionCard({ site }: { site: SiteCheckDetail }) {
  const t = useTexts(siteTexts);
  const today = useToday();
  const chosen = site.options.find(({ id }) => id === site.chosenId);
  const told = (['pbfReason', 'pbfReplacement', 'moreReason'] as const).filter((key) => site[key] !== '');
  return (
    <Card
      lead
      title={`${t('conclusion')}：${chosen?.label ?? '—'}`}
      extra={
        <span className="st-note">
          {t('concludedBy', {
            who: site.concludedByName ?? '—',
            day: site.concludedAt === null ? '' : formatInstant(site.concludedAt, today),
          })}
        </span>
      }
    >
      <Facts
        facts={[
          { label: t('opinion'), value: site.opinion },
          ...told.map((key) => ({ label: t(key), value: site[key] })),
        ]}
      />
    </Card>
  );
}
