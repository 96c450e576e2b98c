import { getProblem, type ProblemDetail } from '@shoutian/domain/api';
import type { ShoutianMap } from '@shoutian/map';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Dropdown, Tabs } from 'antd';
import { useCallback, useState } from 'react';
import { useEndpoint, useGo } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  Card,
  DetailPage,
  DueLabel,
  EventTimeline,
  Icon,
  MissingButton,
  muText,
  StateTag,
  usePaperMap,
} from '../../kit/index.ts';
import { type Act, isAct, OpenAct, rightOf } from './acts/index.tsx';
import { missingItems, writeOffAddress } from './anchors.ts';
import { DetailClock, DetailNotice } from './detail-clock.tsx';
import { DetailEvidence } from './detail-evidence.tsx';
import { DetailPlace } from './detail-place.tsx';
import { NextStep, Overview } from './detail-side.tsx';
import { DetailStops } from './detail-stops.tsx';
import { DetailClues, DetailVerify } from './detail-verify.tsx';
import { ProblemCard } from './print-card.tsx';
import { useQueue } from './queue.ts';
import { texts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { detailTexts } from './texts-detail.ts';
import { finished, lookOf } from './words.ts';
import './problems.css';

const tabs = ['evidence', 'verified', 'clues', 'stops', 'log'] as const;
type Tab = (typeof tabs)[number];
/** Acts behind 更多, in the order of how often they are wanted. */
const behind = [
  'progress',
  'milestone',
  'photo',
  'stop',
  'decide',
  'suspend',
  'resume',
  'transfer',
  'merge',
  'noAction',
  'restore',
] as const;

function Tags({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(detailTexts);
  return (
    <>
      <StateTag state={lookOf(problem.state)} />
      {problem.dueOn !== null && !finished(problem.state) && (
        <span className="st-tag st-tag-plain">
          <DueLabel due={problem.dueOn} />
        </span>
      )}
      {problem.ongoing && <StateTag tone="red">{t('ongoing')}</StateTag>}
      {(problem.pbfM2 ?? 0) > 0 && (
        <StateTag tone="red" mark={false}>
          {t('onPbf', { mu: muText(problem.pbfM2 ?? 0) })}
        </StateTag>
      )}
      {problem.rebound && !problem.ongoing && <StateTag state="rebound" />}
    </>
  );
}

/** The middle column. */
function Middle({
  problem,
  tab,
  onTab,
  onAct,
}: {
  problem: ProblemDetail;
  tab: Tab;
  onTab: (tab: Tab) => void;
  onAct: (act: Act, more?: Record<string, string>) => void;
}) {
  const t = useTexts(detailTexts);
  const body = {
    evidence: <DetailEvidence problem={problem} onAdd={() => onAct('photo')} onLog={() => onTab('log')} />,
    verified: <DetailVerify problem={problem} />,
    clues: <DetailClues problem={problem} />,
    stops: (
      <DetailStops problem={problem} onRecord={() => onAct('stop')} onRecheck={(stop) => onAct('recheck', { stop })} />
    ),
    log: <EventTimeline events={problem.timeline} limit={30} />,
  };
  const counts: Partial<Record<Tab, number>> = { clues: problem.clues.length, log: problem.timeline.length };
  return (
    <Card flush>
      <Tabs
        className="st-detail-tabs"
        activeKey={tab}
        onChange={(key) => onTab(tabs.find((one) => one === key) ?? 'evidence')}
        destroyOnHidden
        items={tabs.map((key) => ({
          key,
          label: `${t(key)} ${counts[key] ?? ''}`.trim(),
          children: body[key],
        }))}
      />
    </Card>
  );
}

function Loaded({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(detailTexts);
  const words = useTexts(texts);
  const actWords = useTexts(actTexts);
  const language = useLanguage();
  const go = useGo();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const neighbours = useQueue(problem.id);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const { picture, busy, print } = usePaperMap(map, problem.geometry === null ? [] : [problem.id]);
  const put = useCallback(
    (changes: Record<string, string | undefined>) =>
      void navigate({
        to: '.',
        search: ((was: Record<string, unknown>) => ({ ...was, ...changes })) as never,
        replace: true,
      }),
    [navigate],
  );
  const tab = tabs.find((one) => one === search['tab']) ?? 'evidence';
  const act = search['do'];
  const onAct = (next: Act, more: Record<string, string> = {}) => put({ do: next, ...more });
  const may = (one: Act) => problem.abilities.includes(rightOf[one]);
  const lacks = (one: Act) => problem.missing?.[rightOf[one]];
  const writeOff = missingItems(problem.id, problem.missing?.['problem.requestWriteOff'], language);
  const mayWriteOff = problem.abilities.includes('problem.requestWriteOff');
  const menu = behind
    .filter((one) => may(one) || lacks(one) !== undefined)
    .map((one) => {
      const n = lacks(one)?.length ?? 0;
      return { key: one, label: n > 0 ? `${actWords(one)}（${t('stillMissing', { n })}）` : actWords(one) };
    });
  return (
    <>
      <ProblemCard problem={problem} picture={picture} />
      <DetailPage
        title={`${problem.villageName}${problem.title.startsWith(problem.villageName) ? problem.title.slice(problem.villageName.length) : ` ${problem.title}`}`}
        crumbs={[{ label: words('group') }, { label: words('ledger'), to: '/problems' }, { label: problem.problemNo }]}
        tags={<Tags problem={problem} />}
        {...(neighbours ? { neighbours } : {})}
        actions={
          <>
            <Button icon={<Icon name="print" size={14} />} loading={busy} onClick={print}>
              {t('print')}
            </Button>
            {may('extend') && (
              <Button icon={<Icon name="clock" size={14} />} onClick={() => onAct('extend')}>
                {t('extend')}
              </Button>
            )}
            {menu.length > 0 && (
              <Dropdown trigger={['click']} menu={{ items: menu, onClick: ({ key }) => isAct(key) && onAct(key) }}>
                <Button>
                  {t('more')} <Icon name="down" size={12} />
                </Button>
              </Dropdown>
            )}
            {(mayWriteOff || writeOff.length > 0) && (
              <MissingButton
                verb={t('writeOff')}
                primary
                missing={writeOff}
                onAct={() => go(writeOffAddress(problem.id))}
              />
            )}
          </>
        }
        notice={<DetailNotice problem={problem} />}
        clock={<DetailClock problem={problem} />}
        left={
          <DetailPlace
            problem={problem}
            map={map}
            onMap={setMap}
            onGround={may('ground') ? () => onAct('ground') : undefined}
          />
        }
        middle={<Middle problem={problem} tab={tab} onTab={(next) => put({ tab: next })} onAct={onAct} />}
        right={
          <>
            <NextStep problem={problem} onAct={onAct} />
            <Overview problem={problem} onAct={onAct} />
          </>
        }
      />
      {isAct(act) && (
        <OpenAct
          act={act}
          problem={problem}
          detail={search}
          onClose={() => put({ do: undefined, step: undefined, stage: undefined, stop: undefined, field: undefined })}
        />
      )}
    </>
  );
}

/** 问题详情: one piece of ground, its clock, its proof and the next step (screen 04). */
export default function DetailPageOf() {
  const params = useParams({ strict: false }) as { problemId?: string };
  const id = params.problemId ?? '';
  const problem = useEndpoint(getProblem, { params: { id } });
  return (
    <Answer query={problem} lines={10}>
      {(data) => <Loaded key={data.id} problem={data} />}
    </Answer>
  );
}
