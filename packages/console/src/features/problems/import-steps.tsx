import type { importHistory, inspectHistory, OutputOf } from '@shoutian/domain/api';
import { historyFields } from '@shoutian/domain/layers';
import { Select } from 'antd';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, type Column, DataTable, Go, Notice, StateTag, Toned } from '../../kit/index.ts';
import { importTexts } from './texts-import.ts';

export type Sheet = OutputOf<typeof inspectHistory>['sheets'][number];
export type DryRun = OutputOf<typeof importHistory>;
export type Mapping = Readonly<Record<string, string | null>>;

/** Required fields that have no column yet. */
export function unmapped(mapping: Mapping, language: 'zh' | 'en'): { code: string; message: string }[] {
  return historyFields
    .filter((field) => field.required && !mapping[field.id])
    .map((field) => ({ code: field.id, message: field[language] }));
}

/** Our field, the sheet's column, its first values: one line each, the required ones marked. */
export function MapStep(props: { sheet: Sheet; mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { sheet, mapping, onChange } = props;
  const t = useTexts(importTexts);
  const language = useLanguage();
  const used = new Set(Object.values(mapping));
  const extra = sheet.columns.filter((column) => !used.has(column.name)).map((column) => column.name);
  const options = [
    { value: '', label: t('noColumn') },
    ...sheet.columns.map((column) => ({ value: column.name, label: column.name })),
  ];
  return (
    <Card flush>
      <p className="st-second st-pad">
        {t('mapHelp')} {t('unitAsk')}
      </p>
      <table className="st-import-map">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('samples')}</th>
          </tr>
        </thead>
        <tbody>
          {historyFields.map((field) => {
            const column = sheet.columns.find((one) => one.name === mapping[field.id]);
            return (
              <tr key={field.id}>
                <th scope="row">
                  {field[language]}{' '}
                  {field.required && column === undefined && <StateTag tone="red">{t('needed')}</StateTag>}
                </th>
                <td>
                  <Select
                    aria-label={field[language]}
                    showSearch
                    optionFilterProp="label"
                    value={column?.name ?? ''}
                    options={options}
                    onChange={(value: string) => onChange({ ...mapping, [field.id]: value === '' ? null : value })}
                  />
                </td>
                <td className="st-second">{column?.samples.join('、')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {extra.length > 0 && <p className="st-note st-pad">{t('extra', { names: extra.join('、') })}</p>}
    </Card>
  );
}

/** Rows of problems that the ledger has: which, and what the sheet says otherwise; the ledger is never changed by them. */
function DoublesCard({ doubles }: { doubles: DryRun['doubles'] }) {
  const t = useTexts(importTexts);
  const language = useLanguage();
  type Double = DryRun['doubles'][number];
  const nameOf = (at: string) => historyFields.find((field) => field.id === at)?.[language] ?? at;
  const columns: Column<Double>[] = [
    { key: 'row', title: t('row'), heading: true, number: true, cell: (row) => row.rowNo },
    { key: 'name', title: t('name'), cell: (row) => row.title || '—' },
    { key: 'known', title: t('known'), cell: (row) => <Go to={`/problems/${row.problemId}`}>{row.problemNo}</Go> },
    { key: 'by', title: t('knownBy'), cell: (row) => t(`by_${row.by}`) },
    {
      key: 'differs',
      title: t('differs'),
      cell: (row) =>
        row.differs.length === 0
          ? t('differsNone')
          : row.differs
              .map(({ at, sheet, ledger }) => t('differsOne', { field: nameOf(at), sheet, ledger }))
              .join(language === 'zh' ? '；' : '; '),
    },
  ];
  return (
    <Card flush title={<Toned tone="amber">{t('doubles', { n: doubles.length })}</Toned>}>
      <p className="st-second st-pad">{t('doublesText')}</p>
      <DataTable<Double> caption={t('differs')} columns={columns} rows={doubles} rowKey={(row) => String(row.rowNo)} />
    </Card>
  );
}

/** The dry run: how many rows are good, which are there already, and row by row what is wrong with the others. */
export function TryStep({ result }: { result: DryRun }) {
  const t = useTexts(importTexts);
  const language = useLanguage();
  type Bad = DryRun['bad'][number];
  const columns: Column<Bad>[] = [
    { key: 'row', title: t('row'), heading: true, number: true, cell: (row) => row.rowNo },
    { key: 'name', title: t('name'), cell: (row) => row.title || '—' },
    {
      key: 'complaint',
      title: t('complaint'),
      cell: (row) => (
        <ul>
          {row.complaints.map((one) => (
            <li key={one.at + one.code} className="st-import-complaint">
              {language === 'en' ? one.messageEn : one.message}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <>
      <Notice tone={toneOf(result)}>{t(sentenceOf(result), { n: result.good })}</Notice>
      {result.doubles.length > 0 && <DoublesCard doubles={result.doubles} />}
      {result.bad.length > 0 && (
        <Card
          flush
          title={
            <span className="st-row">
              <Toned tone="ok">{t('good', { n: result.good })}</Toned>
              <Toned tone="red">{t('bad', { n: result.bad.length })}</Toned>
            </span>
          }
        >
          <DataTable<Bad>
            caption={t('complaint')}
            columns={columns}
            rows={result.bad}
            rowKey={(row) => String(row.rowNo)}
          />
        </Card>
      )}
    </>
  );
}

const toneOf = ({ good, bad, doubles }: DryRun) =>
  bad.length > 0 ? (good === 0 ? 'red' : 'amber') : doubles.length > 0 ? 'amber' : 'ok';

function sentenceOf({ good, bad, doubles }: DryRun) {
  if (bad.length === 0) return doubles.length === 0 ? 'allGood' : good === 0 ? 'allKnown' : 'someKnown';
  return good === 0 ? 'noneGood' : 'fixHint';
}
