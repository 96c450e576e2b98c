import { type BatchView, getBatch, listBatches, listDraft, listJobs, storeBatch } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { keyOf, useAct, useEndpoint } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Facts, Notice, Toned, useConfirmAct } from '../../kit/index.ts';
import { rowNumber } from './row-words.ts';
import { batchTexts } from './texts.ts';

/** Step 4: what will be stored, what is left out and why, and the one act that cannot be undone. */
export function StepStore({ batch }: { batch: BatchView }) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const client = useQueryClient();
  const confirm = useConfirmAct();
  const params = { id: batch.id };
  const [accepted, setAccepted] = useState(false);
  const refused = useEndpoint(listDraft, { params, query: { only: 'refused', pageSize: 200 } });
  const decided = useEndpoint(listDraft, { params, query: { only: 'duplicates', pageSize: 200 } });
  const store = useAct(storeBatch, {
    invalidate: [listBatches, listJobs],
    onDone: () => void client.invalidateQueries({ queryKey: keyOf(getBatch, { params }) }),
  });
  const draft = batch.draft ?? { total: 0, storable: 0, repaired: 0, undecided: 0, refused: 0 };
  const rows = decided.data?.rows ?? [];
  const chosen = (choice: 'merge' | 'skip') => rows.filter(({ decision }) => decision?.choice === choice);
  const rebounds = chosen('merge').filter(({ decision, matches }) =>
    matches.some((match) => decision?.choice === 'merge' && match.id === decision.matchId && match.rebound),
  );
  const skipped = chosen('skip').length;
  const count = draft.total - draft.refused - skipped;
  const needsAccept = draft.refused > 0 && !accepted;
  const act = async () => {
    const sure = await confirm({
      title: t('storeTitle', { n: count }),
      text: t('storeText'),
      verb: t('storeVerb', { n: count }),
      keep: t('look'),
    });
    if (sure) store.mutate({ params, body: { acceptRefused: accepted, rowVersion: batch.rowVersion } });
  };
  return (
    <div className="st-batch-two">
      <Card title={t('whatIsStored')}>
        <div className="st-batch-col">
          <Facts
            facts={[
              { label: t('willStore'), value: <b className="st-num">{count}</b> },
              { label: t('willMerge'), value: chosen('merge').length },
              {
                label: t('willRebound'),
                value: rebounds.length === 0 ? 0 : <Toned tone="purple">{rebounds.length}</Toned>,
              },
              { label: t('willSkip'), value: skipped },
              { label: t('willRefuse'), value: draft.refused === 0 ? 0 : <Toned tone="red">{draft.refused}</Toned> },
            ]}
          />
          {draft.refused > 0 && (
            <Checkbox checked={accepted} onChange={(event) => setAccepted(event.target.checked)}>
              {t('acceptRefused', { n: draft.refused, rest: draft.total - draft.refused })}
            </Checkbox>
          )}
          <div>
            <Button
              type="primary"
              loading={store.isPending}
              disabled={draft.undecided > 0 || needsAccept || count + skipped === 0}
              onClick={() => void act()}
            >
              {draft.undecided > 0
                ? t('confirmOpen', { n: draft.undecided })
                : needsAccept
                  ? t('confirmRefused', { n: draft.refused })
                  : t('confirmStore')}
            </Button>
          </div>
        </div>
      </Card>
      {draft.refused > 0 && (
        <Card title={t('refusedList')} flush>
          <div className="st-batch-pad">
            <Notice tone="blue">{t('refusedText')}</Notice>
          </div>
          <table className="st-batch-refused">
            <caption className="st-sr">{t('refusedList')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('row')}</th>
                <th scope="col">{t('monitorNo')}</th>
                <th scope="col">{t('field')}</th>
                <th scope="col">{t('remedy')}</th>
              </tr>
            </thead>
            <tbody>
              {(refused.data?.rows ?? []).map((row) => {
                const issue = row.issues.at(-1);
                return (
                  <tr key={row.id}>
                    <th scope="row">{rowNumber(row, t)}</th>
                    <td>{row.monitorNo ?? '—'}</td>
                    <td>{issue?.at ?? '—'}</td>
                    <td>{issue?.[language] ?? '—'}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Card>
      )}
    </div>
  );
}
