import { listCalendar, setCalendar } from '@shoutian/domain/api';
import { Input, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import { useAct, useEndpoint, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, FieldGrid, MissingButton, Page, PageTitle } from '../../kit/index.ts';
import { readLines, writeLines } from './calendar-lines.ts';
import { settingsTexts } from './texts.ts';

/** 节假日: what the State Council publishes for a year, typed in as it is read. */
export default function CalendarPage() {
  const t = useTexts(settingsTexts);
  const [year, setYear] = useState(Number(useToday().slice(0, 4)));
  const answer = useEndpoint(listCalendar, { query: { year } });
  const [text, setText] = useState('');
  const [sourceDoc, setSourceDoc] = useState('');
  useEffect(() => {
    if (!answer.data) return;
    setText(writeLines(answer.data.rows));
    setSourceDoc(answer.data.rows[0]?.sourceDoc ?? '');
  }, [answer.data]);
  const save = useAct(setCalendar, { invalidate: [listCalendar], done: t('saved') });
  const { days, wrong } = readLines(text, year);
  const first = wrong[0];
  const missing = [
    ...(first ? [{ code: 'line', message: t('wrongLine', { n: first.n, text: first.text }) }] : []),
    ...(sourceDoc.trim().length < 2 ? [{ code: 'sourceDoc', message: t('missingSource') }] : []),
  ];
  return (
    <Page>
      <PageTitle title={t('calendar')} note={t('calendarNote')} />
      <Card>
        <FieldGrid>
          <Field name="year" label={t('year')} required>
            <InputNumber min={2000} max={2100} value={year} onChange={(next) => next !== null && setYear(next)} />
          </Field>
          <Field name="sourceDoc" label={t('sourceDoc')} required>
            <Input value={sourceDoc} onChange={(event) => setSourceDoc(event.target.value)} />
          </Field>
          <Field
            name="days"
            label={t('days')}
            wide
            help={t('daysHelp')}
            error={first ? t('wrongLine', { n: first.n, text: first.text }) : undefined}
          >
            <Input.TextArea
              value={text}
              autoSize={{ minRows: 12, maxRows: 30 }}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
        </FieldGrid>
        <div className="st-row" style={{ marginTop: 16 }}>
          <MissingButton
            verb={t('saveDays', { n: days.length })}
            primary
            missing={missing}
            busy={save.isPending}
            onAct={() => save.mutate({ params: { year }, body: { sourceDoc, days } })}
          />
        </div>
      </Card>
    </Page>
  );
}
