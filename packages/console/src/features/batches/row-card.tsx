import { type BatchView, type DraftRow, removeDraft, tryOverlay } from '@shoutian/domain/api';
import { clueFields } from '@shoutian/domain/layers';
import { Button } from 'antd';
import { useAct, useEndpoint } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, Card, type Fact, Facts, Icon, Notice } from '../../kit/index.ts';
import { percent, rowNumber } from './row-words.ts';
import { batchTexts } from './texts.ts';

/** What a row without a double is: its place, what it covers, what the checks say and what to do. */
export function RowCard({ batch, row, onRemoved }: { batch: BatchView; row: DraftRow; onRemoved: () => void }) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const remove = useAct(removeDraft, { onDone: onRemoved });
  const geometry = row.refused ? null : row.geometry;
  const under = useEndpoint(
    tryOverlay,
    { body: { geometry: geometry ?? { type: 'Polygon', coordinates: [] } } },
    { enabled: geometry !== null, staleMs: 600_000 },
  );
  const names = new Map<string, string>(clueFields.map((field) => [field.id, field[language]]));
  const areas = new Set(clueFields.flatMap((field) => ('unit' in field ? [field.id as string] : [])));
  const read = Object.entries(row.attributes).flatMap(([key, value]): Fact[] => {
    const label = names.get(key);
    if (label === undefined || value === null) return [];
    return [
      { key, label, value: areas.has(key) && typeof value === 'number' ? <AreaText m2={value} withM2 /> : value },
    ];
  });
  const layers = under.data;
  return (
    <Card
      title={row.byHand ? rowNumber(row, t) : t('rowCard', { row: rowNumber(row, t) })}
      extra={
        row.byHand && batch.abilities.includes('clue.import') ? (
          <Button
            size="small"
            type="text"
            icon={<Icon name="trash" size={14} />}
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { id: batch.id, rowId: row.id } })}
          >
            {t('removeDrawn')}
          </Button>
        ) : undefined
      }
    >
      <div className="st-batch-col">
        {row.issues.map((issue, i) => (
          <Notice
            // biome-ignore lint/suspicious/noArrayIndexKey: issues have no identity of their own and never move
            key={i}
            tone={row.refused && i === row.issues.length - 1 ? 'red' : 'amber'}
            {...(issue.at === undefined ? {} : { title: issue.at })}
          >
            {issue[language]}
          </Notice>
        ))}
        {row.repaired !== null && <Notice tone="ok">{row.repaired}</Notice>}
        <Facts
          facts={[
            {
              label: t('village'),
              value:
                row.village === null
                  ? null
                  : `${row.village.name}${row.village.share === null ? '' : ` ${percent(row.village.share)}`}`,
            },
            { label: t('areaMu'), value: <AreaText m2={row.areaM2} strong withM2 /> },
            ...(layers === undefined
              ? []
              : [
                  { label: t('farm'), value: <AreaText m2={layers.farmGrossM2 ?? undefined} /> },
                  { label: t('pbf'), value: <AreaText m2={layers.pbfM2 ?? undefined} pbf /> },
                  { label: t('eco'), value: <AreaText m2={layers.eco?.areaM2 ?? undefined} /> },
                  { label: t('approved'), value: <AreaText m2={layers.approved?.areaM2 ?? undefined} /> },
                ]),
            ...read,
          ]}
        />
      </div>
    </Card>
  );
}
