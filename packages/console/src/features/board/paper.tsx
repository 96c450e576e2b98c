import { type Board, listProblems } from '@shoutian/domain/api';
import { daysBetween } from '@shoutian/domain/deadlines';
import { useEndpoint, useScope, useSession } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { PrintFoot, PrintHead } from '../../kit/index.ts';
import { texts } from './texts.ts';

const marks = ['①', '②', '③'];

/** Heading of the printed board: whose, which list, of which moment. */
export function BoardPaperHead({ board }: { board: Board }) {
  const t = useTexts(texts);
  const scope = useScope();
  const { demo } = useSession();
  return (
    <PrintHead
      title={t('paperTitle', { place: scope.label })}
      unit={t('paperPeriod', { title: board.listTitle, n: board.sum.items })}
      snapshotAt={board.sha256 === null ? t('paperLive', { day: board.takenOn }) : t('paperAt', { day: board.takenOn })}
      measure={t('measure')}
      demo={demo}
    />
  );
}

/** Foot of the printed board: the three longest overdue, signatures, check code of the snapshot. */
export function BoardPaperFoot({ board }: { board: Board }) {
  const t = useTexts(texts);
  const scope = useScope();
  const { person, today } = useSession();
  const late = useEndpoint(listProblems, {
    query: {
      division: [scope.code],
      due: 'overdue',
      sort: 'due',
      pageSize: 3,
      ...(board.listId === null ? {} : { listId: board.listId }),
    },
  });
  const rows = late.data?.rows ?? [];
  return (
    <div className="st-print">
      {rows.length > 0 && (
        <p className="st-board-mind">
          <b>{t('mind')}</b>
          {rows
            .map((row, i) =>
              t('mindItem', {
                no: `${marks[i] ?? ''} `,
                village: row.villageName,
                title: ` ${row.problemNo} ${row.title}`,
                n: row.dueOn === null ? 0 : daysBetween(row.dueOn, today),
              }),
            )
            .join('；')}
          。{(late.data?.total ?? 0) > rows.length && t('mindRest')}
        </p>
      )}
      <PrintFoot
        signatures={[t('maker', { name: person.name }), t('check'), t('sign')]}
        {...(board.sha256 === null ? {} : { checkCode: `${t('checkCode')} ${board.sha256.slice(0, 8).toUpperCase()}` })}
      />
    </div>
  );
}
