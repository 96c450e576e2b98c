import type { ProblemDetail } from '@shoutian/domain/api';
import {
  categories,
  channels,
  currentStates,
  discoveryMethods,
  partyTypes,
  problemTypes,
  rectifyMethods,
} from '@shoutian/domain/dictionaries';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useCan, useGo, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, Card, Facts, Go, MissingList, Notice, Toned } from '../../kit/index.ts';
import type { Act } from './acts/index.tsx';
import { missingItems, writeOffAddress } from './anchors.ts';
import { detailTexts } from './texts-detail.ts';
import { dayWords, stepWords, unitWords } from './words.ts';

export interface SideProps {
  problem: ProblemDetail;
  onAct: (act: Act) => void;
}

/** What comes next: the act, what it still lacks, and the button that begins with the first gap. */
export function NextStep({ problem, onAct }: SideProps) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const today = useToday();
  const go = useGo();
  const mayPrepare = useCan('list.prepare');
  const { id, state, abilities } = problem;
  const missing = (action: string) => missingItems(id, problem.missing?.[action], language);
  const who = problem.responsiblePerson ?? (problem.leadUnit === '' ? '' : unitWords(problem.leadUnit, language));
  const gaps = (action: string, title: string, act: ReactNode) => {
    const items = missing(action);
    return (
      <>
        <b>{title}</b>
        {items.length > 0 ? (
          <>
            <span className="st-second">{t('stillMissing', { n: items.length })}</span>
            <MissingList items={items} />
          </>
        ) : (
          abilities.includes(action) && <Toned tone="ok">{t('ready')}</Toned>
        )}
        {act}
      </>
    );
  };
  const toWriteOff = (title: string) => (
    <>
      <b>{title}</b>
      <Button type="primary" block onClick={() => go(writeOffAddress(id))}>
        {t('goWriteOff')}
      </Button>
    </>
  );
  const body = (): ReactNode => {
    switch (state) {
      case 'registered':
      case 'reopened':
        return gaps(
          'problem.addToList',
          t('nextList'),
          mayPrepare && (
            <Button type="primary" block onClick={() => onAct('list')}>
              {t('nextList')}
            </Button>
          ),
        );
      case 'rectifying': {
        const next = problem.milestones.find((one) => one.actualOn === null);
        const asked = problem.extensions.find((one) => one.state === 'requested');
        const mayRecord = abilities.includes('problem.recordMilestone');
        return (
          <>
            {asked && (
              <Notice tone="blue">
                {t('asked', { day: asked.toDueOn })}{' '}
                {(abilities.includes('problem.approveExtension') ||
                  problem.missing?.['problem.approveExtension'] !== undefined) && (
                  <button type="button" className="st-link" onClick={() => onAct('decide')}>
                    {t('decide')}
                  </button>
                )}
              </Notice>
            )}
            {next && (
              <div className="st-col">
                <b>
                  {t('nextMilestone', { name: stepWords(next.step, next.name, language) })}{' '}
                  <span className={next.plannedOn < today ? 'st-tone-red' : 'st-second'}>
                    {t('nextPlanned', { day: dayWords(next.plannedOn, today, language) })}
                  </span>
                </b>
                {mayRecord && (
                  <Button type="primary" block onClick={() => onAct('milestone')}>
                    {t('nextMilestone', { name: stepWords(next.step, next.name, language) })}
                  </Button>
                )}
              </div>
            )}
            {gaps(
              'problem.requestWriteOff',
              t('nextWriteOff'),
              !next && abilities.includes('problem.requestWriteOff') && (
                <Button type="primary" block onClick={() => go(writeOffAddress(id))}>
                  {t('nextWriteOff')}
                </Button>
              ),
            )}
          </>
        );
      }
      case 'writeOffRequested':
        return toWriteOff(t('nextCentre'));
      case 'townReview':
        return toWriteOff(t('nextTown'));
      case 'countyReview':
        return toWriteOff(t('nextCounty'));
      case 'suspended':
        return gaps(
          'problem.resume',
          `${t('nextResume')} ${problem.resumeOn ?? ''}`,
          abilities.includes('problem.resume') && (
            <Button type="primary" block onClick={() => onAct('resume')}>
              {t('nextResume')}
            </Button>
          ),
        );
      case 'writtenOff':
        return (
          <>
            <b>{t('nextLookBack')}</b>
            <Go to={`/look-backs?problemId=${id}`}>{t('nextLookBack')}</Go>
          </>
        );
      case 'transferred':
      case 'noAction':
      case 'mergedInto':
        return <span className="st-second">{t('nextClosed')}</span>;
    }
  };
  return (
    <Card title={t('next')} extra={who === '' ? undefined : t('nextBy', { who })} lead>
      <div className="st-col">{body()}</div>
    </Card>
  );
}

/** Who, where from, how: the record's own words. */
export function Overview({ problem, onAct }: SideProps) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const mayEdit = problem.abilities.includes('problem.edit');
  const stock = problem.stockOrNew === null ? t('undecided') : problem.stockOrNew === 'stock' ? t('stock') : t('fresh');
  const label = <C extends string>(
    dictionary: { label: (code: C, language: 'zh' | 'en') => string },
    code: C | null,
  ) => (code === null ? null : dictionary.label(code, language));
  return (
    <Card
      title={t('overview')}
      extra={
        mayEdit && (
          <button type="button" className="st-link st-noprint" onClick={() => onAct('edit')}>
            {t('edit')}
          </button>
        )
      }
    >
      <Facts
        facts={[
          {
            label: t('party'),
            value:
              problem.partyName !== null || problem.partyType !== null ? (
                <>
                  {problem.partyName} {label(partyTypes, problem.partyType)}{' '}
                  {mayEdit && problem.partyName !== null && (
                    <button type="button" className="st-link st-noprint" onClick={() => onAct('reveal')}>
                      {t('partyFull')}
                    </button>
                  )}
                </>
              ) : null,
          },
          { label: t('leadUnit'), value: problem.leadUnit === '' ? null : unitWords(problem.leadUnit, language) },
          {
            label: t('coUnits'),
            value: problem.coUnits.map((unit) => unitWords(unit, language)).join('、') || null,
          },
          { label: t('unit'), value: problem.responsibleUnit },
          { label: t('person'), value: problem.responsiblePerson },
          { label: t('leader'), value: problem.leader },
          { label: t('method'), value: label(rectifyMethods, problem.rectifyMethod) },
          { label: t('category'), value: label(categories, problem.category) },
          { label: t('measures'), value: problem.measures },
          { label: t('progress'), value: `${problem.progressPct}%` },
          { label: t('lastProgress'), value: problem.lastProgress },
          {
            label: t('list'),
            value:
              problem.listId === null ? null : (
                <Go to={`/lists/${problem.listId}`}>{problem.listTitle ?? problem.listNo ?? ''}</Go>
              ),
          },
          { label: t('channel'), value: label(channels, problem.channel) },
          {
            label: t('found'),
            value: t('foundYear', {
              year: problem.foundYear,
              method: discoveryMethods.label(problem.discoveryMethod, language),
            }),
          },
          { label: t('document'), value: problem.sourceDocNo },
          { label: t('stockOrNew'), value: stock },
          { label: t('current'), value: label(currentStates, problem.currentState) },
          { label: t('location'), value: problem.locationText || null },
          { label: t('points'), value: problem.point?.map((degrees) => degrees.toFixed(6)).join('，') ?? null },
          { label: t('remark'), value: problem.remark },
        ]}
      />
      <p className="st-note">
        {problem.type} {problemTypes.label(problem.type, language)} · <AreaText m2={problem.areaM2} unit withM2 />
      </p>
    </Card>
  );
}
