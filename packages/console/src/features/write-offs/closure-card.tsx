import type { PackView } from '@shoutian/domain/api';
import { treatments } from '@shoutian/domain/dictionaries';
import { muRounded } from '@shoutian/domain/geo';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, Card, type Column, DataTable, EmptyState } from '../../kit/index.ts';
import { writeOffTexts } from './texts.ts';

type Part = PackView['parts'][number];

/** 面积闭合: what became of every part, and whether the parts add up to the problem. */
export function ClosureCard({ pack }: { pack: PackView }) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const columns: readonly Column<Part>[] = [
    { key: 'part', title: t('part'), heading: true, cell: (row) => row.label || row.landClass || '—' },
    { key: 'treatment', title: t('treatment'), cell: (row) => treatments.label(row.treatment, language) },
    { key: 'expected', title: t('expected'), number: true, cell: (row) => <AreaText m2={row.expectedM2} /> },
    { key: 'measured', title: t('measured'), number: true, cell: (row) => <AreaText m2={row.areaM2} strong /> },
  ];
  const { closure } = pack;
  const gap = muRounded(Math.abs(closure.differenceM2));
  return (
    <Card title={t('closure')} extra={t('tolerance', { n: closure.toleranceMu })} flush>
      {pack.parts.length === 0 ? (
        <EmptyState title={t('noParts')} />
      ) : (
        <DataTable<Part>
          caption={t('closure')}
          columns={columns}
          rows={pack.parts}
          rowKey={(row) => `${row.label}-${row.landClass}-${row.treatment}-${row.areaM2}`}
          foot={{
            part: t('total'),
            treatment: closure.closed ? (
              <span className="st-tone-ok">{t('closed')}</span>
            ) : (
              <span className="st-tone-red">{t('notClosed', { n: gap.toFixed(2) })}</span>
            ),
            expected: <AreaText m2={closure.totalM2} />,
            measured: <AreaText m2={closure.partsM2} strong />,
          }}
        />
      )}
    </Card>
  );
}
