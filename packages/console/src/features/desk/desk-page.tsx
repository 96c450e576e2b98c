import { type Desk, getDesk, listDue } from '@shoutian/domain/api';
import { formatPercent } from '@shoutian/domain/format';
import type { ShoutianMap } from '@shoutian/map';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useEndpoint, useScope, useSession } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, muText, Notice, Page, PageTitle, StatRow, StatTile } from '../../kit/index.ts';
import { AreaMap } from './area-map.tsx';
import { DueCard, subjectOf, type Who } from './due-card.tsx';
import { FirstsCard } from './firsts-card.tsx';
import { landsElsewhere, markLanded } from './landing.ts';
import { texts } from './texts.ts';
import { WaitingCard } from './waiting-card.tsx';
import './desk.css';

/** Due rows asked for at once. */
const PAGE = 100;
const KEPT = 'shoutian.desk.who';

function keptWho(): Who {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === 'unit' || kept === 'area' ? kept : 'mine';
  } catch {
    return 'mine';
  }
}

/** Hour of the day in Asia/Shanghai, whatever the machine's zone. */
function greetingOf(now: Date): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' }).format(now),
  );
  if (hour >= 4 && hour < 11) return 'morning';
  if (hour >= 11 && hour < 14) return 'noon';
  return hour >= 14 && hour < 18 ? 'afternoon' : 'evening';
}

/** 工作台: what to do first, in ten seconds. Leaders land on the dashboard instead, once. */
export default function DeskPage() {
  const { person } = useSession();
  const elsewhere = landsElsewhere(person.roles);
  useEffect(markLanded, []);
  if (elsewhere) return <Navigate to="/dashboard" replace />;
  return <DeskOf />;
}

/** What needs doing, each tile with the list that it counts behind it. */
function Figures({ desk, onGround }: { desk: Desk; onGround: boolean }) {
  const t = useTexts(texts);
  const { person } = useSession();
  const open = 'registered,rectifying,writeOffRequested,townReview,countyReview,reopened,suspended';
  return (
    <StatRow>
      <StatTile
        label={t('mine')}
        value={desk.mine}
        note={t('mineNote', { n: desk.waitingTotal })}
        to={`/problems?mine=true&state=${open}`}
      />
      <StatTile
        label={t('overdue')}
        value={desk.overdue}
        tone="red"
        note={t('overdueNote', { n: desk.overdueNewThisWeek })}
        to="/problems?due=overdue"
      />
      <StatTile
        label={t('within7')}
        value={desk.within7}
        tone="amber"
        note={t('within7Note')}
        to="/problems?due=within7"
      />
      <StatTile
        label={t('clues')}
        value={desk.cluesToVerify}
        note={t('cluesNote', { n: desk.cluesTotal })}
        to={`/clues?state=dispatched${onGround ? `&assignedTo=${person.id}` : ''}`}
      />
      <StatTile
        label={t('open')}
        value={desk.open}
        unit={t('cases')}
        note={t('openNote', { farm: muText(desk.openFarmM2), pbf: muText(desk.openPbfM2) })}
        to={`/problems?state=${open}`}
      />
      <StatTile
        label={t('closing')}
        value={desk.closing.rate === null ? t('notApplicable') : formatPercent(desk.closing.rate, 1)}
        note={t('closingNote', { part: desk.closing.part, of: desk.closing.of })}
        to="/problems?state=writtenOff"
      />
    </StatRow>
  );
}

function DeskOf() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { person } = useSession();
  const scope = useScope();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const [keptNow, setKept] = useState(keptWho);
  const who: Who =
    search['who'] === 'unit' || search['who'] === 'area' || search['who'] === 'mine' ? search['who'] : keptNow;
  const [selected, setSelected] = useState<string | null>(null);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [page, setPage] = useState(1);
  const desk = useEndpoint(getDesk, { query: { division: scope.code } }, { staleMs: 60_000, keep: true });
  const due = useEndpoint(listDue, { query: { who, division: scope.code, page, pageSize: PAGE } }, { keep: true });
  const todo = useMemo(() => new Set((due.data?.rows ?? []).map(subjectOf)), [due.data]);
  const onWho = (next: Who) => {
    setKept(next);
    setPage(1);
    try {
      localStorage.setItem(KEPT, next);
    } catch {
      // Not remembered then.
    }
    void navigate({
      to: '.',
      search: ((was: Record<string, unknown>) => ({ ...was, who: next })) as never,
      replace: true,
    });
  };
  const { late, today } = due.data ?? { late: 0, today: 0 };
  // The same figure as the tile; a late step or task is named only where no problem is past its own day.
  const overdue = desk.data?.overdue ?? 0;
  const onGround = person.roles.every((role) => role === 'village' || role === 'gridder');
  return (
    <Page>
      <PageTitle
        title={t(greetingOf(new Date()), { name: person.name })}
        actions={
          due.data &&
          desk.data &&
          (overdue + late + today + desk.data.waitingTotal === 0 ? (
            <span className="st-second">{t('firstNone')}</span>
          ) : (
            <span className="st-second st-desk-first">
              {t('first')} {overdue > 0 && <b className="st-tone-red">{t('firstOverdue', { n: overdue })}</b>}
              {overdue === 0 && late > 0 && <b className="st-tone-red">{t('firstLate', { n: late })}</b>}
              {today > 0 && <b className="st-tone-amber">{t('firstToday', { n: today })}</b>}
              {desk.data.waitingTotal > 0 && <span>{t('firstWaiting', { n: desk.data.waitingTotal })}</span>}
            </span>
          ))
        }
      />
      {onGround && (
        <Notice tone="blue" actions={<Button href="/m/">{t('openField')}</Button>}>
          {t('toField')}
        </Notice>
      )}
      <Answer query={desk} lines={3}>
        {(data) => <Figures desk={data} onGround={onGround} />}
      </Answer>
      <div className="st-desk">
        <DueCard
          query={due}
          who={who}
          onWho={onWho}
          page={page}
          pageSize={PAGE}
          onPage={setPage}
          selected={selected}
          onSelect={setSelected}
          onHover={(id) => map?.hover(id)}
        />
        <AreaMap todo={todo} selected={selected} onSelect={setSelected} onMap={setMap} />
        <div className="st-desk-low">
          <Answer query={desk} lines={4}>
            {(data) => <WaitingCard desk={data} />}
          </Answer>
          <FirstsCard />
        </div>
      </div>
    </Page>
  );
}
