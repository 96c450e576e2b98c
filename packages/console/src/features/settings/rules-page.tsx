import { listRules, type RuleView } from '@shoutian/domain/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useCan, useEndpoint } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { i18next } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Card, type Column, DataTable, Page, PageTitle, StateTag } from '../../kit/index.ts';
import { RuleDrawer } from './rule-drawer.tsx';
import { ruleWords, sourceWords } from './rule-words.ts';
import { settingsTexts } from './texts.ts';

export const ruleName = (rule: Pick<RuleView, 'zh' | 'en'>): string => (i18next.language === 'en' ? rule.en : rule.zh);

/** 规则: every number the product works with, where it comes from, and whether it may stop anybody. */
export default function RulesPage() {
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  const manage = useCan('rule.manage');
  const answer = useEndpoint(listRules, {});
  const [editing, setEditing] = useState<RuleView | null>(null);
  const columns: readonly Column<RuleView>[] = [
    { key: 'rule', title: t('rule'), heading: true, cell: (row) => ruleName(row) },
    {
      key: 'value',
      title: t('value'),
      cut: true,
      cell: (row) => (row.value === null ? t('unset') : ruleWords(row.key, row.value, language)),
    },
    {
      key: 'effect',
      title: t('effect'),
      cell: (row) => <StateTag tone={row.blocks ? 'ok' : 'amber'}>{t(row.blocks ? 'blocks' : 'warns')}</StateTag>,
    },
    { key: 'own', title: t('from'), cell: (row) => (row.own ? `${t('own')} ${row.validFrom ?? ''}` : t('shipped')) },
    {
      key: 'source',
      title: t('source'),
      cut: true,
      cell: (row) => (row.own ? row.source : sourceWords(row.source) || t('sourceProduct')),
    },
    {
      key: 'acts',
      title: '',
      width: 80,
      cell: (row) => (
        <Button type="link" size="small" disabled={!manage} onClick={() => setEditing(row)}>
          {t('change')}
        </Button>
      ),
    },
  ];
  return (
    <Page>
      <PageTitle title={t('rules')} note={t('rulesNote')} />
      <Answer query={answer} lines={12}>
        {(data) => (
          <Card flush>
            <DataTable<RuleView>
              caption={t('rules')}
              columns={columns}
              rows={data.rows}
              rowKey={(row) => row.key}
              cards
            />
          </Card>
        )}
      </Answer>
      {editing !== null && <RuleDrawer rule={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
