import { getPack, getProblem, listWriteOffs, previewWriteOff, requestWriteOff } from '@shoutian/domain/api';
import { useParams } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useAct, useEndpoint, useGo } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  Card,
  Field,
  Go,
  GuardCounts,
  GuardList,
  MissingButton,
  Notice,
  Page,
  PageTitle,
} from '../../kit/index.ts';
import { missingItems } from '../problems/anchors.ts';
import { ApprovalsCard } from './approvals-card.tsx';
import { ClosureCard } from './closure-card.tsx';
import { PackForm } from './pack-form.tsx';
import { ProofCard } from './proof-card.tsx';
import { afterAct } from './stale.ts';
import { writeOffTexts } from './texts.ts';
import { useGuards } from './use-guards.ts';
import './write-offs.css';

/** Before the application: the evidence pack is filled in here, and what it still lacks is named. */
export default function RequestPage() {
  const { problemId = '' } = useParams({ strict: false });
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const params = { id: problemId };
  const problem = useEndpoint(getProblem, { params });
  const pack = useEndpoint(getPack, { params });
  const preview = useEndpoint(previewWriteOff, { params });
  const running = useEndpoint(listWriteOffs, { query: { problemId, state: 'open' } });
  const guards = useGuards(preview.data?.guards ?? [], problemId, preview.data?.abilities ?? []);
  const open = running.data?.rows[0];
  return (
    <Page>
      <PageTitle
        title={`${problem.data?.problemNo ?? ''} ${problem.data?.title ?? ''}`}
        crumbs={[{ label: t('problemWork') }, { label: t('title'), to: '/write-offs' }, { label: t('requestTitle') }]}
      />
      {open && (
        <Notice tone="blue" actions={<Go to={`/write-offs/${open.id}`}>{open.writeOffNo}</Go>}>
          {t(open.state)}
        </Notice>
      )}
      <Answer query={pack} lines={10}>
        {(data) => (
          <div className="st-writeoff-columns">
            <div>
              <PackForm key={data.rowVersion} pack={data} />
              <ApprovalsCard pack={data} />
            </div>
            <div>
              <Card title={t('guards')} extra={<GuardCounts guards={guards} />} flush>
                <GuardList guards={guards} />
              </Card>
              <ProofCard pack={data} />
              <ClosureCard pack={data} />
              {problem.data && !open && (
                <RequestCard
                  problemId={problemId}
                  rowVersion={problem.data.rowVersion}
                  missing={missingItems(problemId, preview.data?.missing?.['problem.requestWriteOff'], language)}
                  may={
                    preview.data?.abilities.includes('problem.requestWriteOff') === true ||
                    preview.data?.missing?.['problem.requestWriteOff'] !== undefined
                  }
                />
              )}
            </div>
          </div>
        )}
      </Answer>
    </Page>
  );
}

interface RequestCardProps {
  problemId: string;
  rowVersion: number;
  missing: ReturnType<typeof missingItems>;
  may: boolean;
}

function RequestCard({ problemId, rowVersion, missing, may }: RequestCardProps) {
  const t = useTexts(writeOffTexts);
  const go = useGo();
  const [statement, setStatement] = useState('');
  const act = useAct(requestWriteOff, {
    invalidate: afterAct,
    done: t('done'),
    onDone: (made) => go(`/write-offs/${made.id}`),
  });
  if (!may) return null;
  const lacks = [
    ...missing,
    ...(statement.trim().length < 2 ? [{ code: 'statement', message: t('statementMissing') }] : []),
  ];
  return (
    <Card title={t('requestTitle')} lead>
      <Field name="statement" label={t('statement')} required help={t('statementHelp')}>
        <Input.TextArea
          rows={3}
          maxLength={500}
          value={statement}
          onChange={(event) => setStatement(event.target.value)}
        />
      </Field>
      <MissingButton
        verb={t('requestVerb')}
        primary
        block
        missing={lacks}
        busy={act.isPending}
        onAct={() => act.mutate({ params: { id: problemId }, body: { statement, rowVersion } })}
      />
    </Card>
  );
}
