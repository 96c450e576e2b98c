import type { Dashboard } from '@shoutian/domain/api';
import { channels, type Language, problemTypes } from '@shoutian/domain/dictionaries';
import { problemStates } from '@shoutian/domain/problem';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Go, muText } from '../../kit/index.ts';
import { texts } from './texts.ts';

type By = 'byType' | 'byChannel' | 'byYear' | 'byState';
const filterOf: Record<By, string> = { byType: 'type', byChannel: 'channel', byYear: 'year', byState: 'state' };
const MOST = 8;

/** Names in the reader's language; the server's own label where no dictionary knows the key. */
function labelOf(by: By, { key, label }: { key: string; label: string }, language: Language): string {
  switch (by) {
    case 'byType':
      return `${key} ${problemTypes.label(key, language)}`;
    case 'byChannel':
      return channels.label(key, language);
    case 'byState':
      return problemStates.label(key, language);
    case 'byYear':
      return label;
  }
}

/** 构成 by type, source, year or state; the bars are farmland, the figures farmland and count, each row a link. */
export function CompositionCard({ data }: { data: Dashboard }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const [by, setBy] = useState<By>('byType');
  const groups = [...data[by]].sort((a, b) =>
    by === 'byYear' ? b.key.localeCompare(a.key) : b.farmM2 - a.farmM2 || b.count - a.count,
  );
  const shown = groups.slice(0, MOST);
  const rest = groups.slice(MOST);
  const most = Math.max(1, ...groups.map((group) => group.farmM2));
  return (
    <Card
      title={t('composition')}
      extra={
        <Segmented<By>
          className="st-seg"
          size="small"
          value={by}
          onChange={setBy}
          options={(['byType', 'byChannel', 'byYear', 'byState'] as const).map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      <div className="st-comp st-comp-head st-note">
        <span />
        <span />
        <span>{t('byFarm')}</span>
        <span>{t('byCount')}</span>
      </div>
      {shown.map((group) => (
        <Go key={group.key} to={`/problems?${filterOf[by]}=${group.key}`} className="st-comp">
          <span className="st-ellipsis">{labelOf(by, group, language)}</span>
          <span className="st-comp-bar">
            <i style={{ width: `${(group.farmM2 / most) * 100}%` }} />
          </span>
          <span className="st-num">{muText(group.farmM2)}</span>
          <b className="st-num">{group.count}</b>
        </Go>
      ))}
      {rest.length > 0 && (
        <div className="st-comp st-second">
          <span>{t('others', { n: rest.length })}</span>
          <span />
          <span className="st-num">{muText(rest.reduce((sum, group) => sum + group.farmM2, 0))}</span>
          <b className="st-num">{rest.reduce((sum, group) => sum + group.count, 0)}</b>
        </div>
      )}
    </Card>
  );
}
