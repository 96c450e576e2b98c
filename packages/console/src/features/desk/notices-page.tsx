import { listNotices, readNotices } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Pagination, Segmented } from 'antd';
import { useAct, useEndpoint, useGo, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Card, EmptyState, Page, PageTitle, StateTag, type Tone } from '../../kit/index.ts';
import { texts } from './texts.ts';
import './desk.css';

const tones: Record<'info' | 'warn' | 'alert', Tone> = { info: 'grey', warn: 'amber', alert: 'red' };
const SIZE = 30;

/** 收件箱: reminders of this person; opening one marks it read. */
export default function NoticesPage() {
  const t = useTexts(texts);
  const go = useGo();
  const navigate = useNavigate();
  const today = useToday();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const unread = search['unread'] === 'true';
  const page = Math.max(1, Number(search['page']) || 1);
  const put = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: ((was: Record<string, unknown>) => ({ ...was, ...changes })) as never });
  const notices = useEndpoint(
    listNotices,
    { query: { page, pageSize: SIZE, ...(unread ? { unread: true } : {}) } },
    { keep: true },
  );
  const read = useAct(readNotices, { invalidate: [listNotices] });
  const all = useAct(readNotices, { invalidate: [listNotices], done: t('readDone') });
  const count = notices.data?.unread ?? 0;
  return (
    <Page>
      <PageTitle
        title={t('inbox')}
        tags={count > 0 && <StateTag tone="red">{t('unread', { n: count })}</StateTag>}
        actions={
          <>
            <Segmented
              className="st-seg"
              value={unread ? 'unread' : 'all'}
              onChange={(value) => put({ unread: value === 'unread' ? 'true' : undefined, page: undefined })}
              options={[
                { value: 'all', label: t('firstsAll') },
                { value: 'unread', label: t('onlyUnread') },
              ]}
            />
            <Button disabled={count === 0} loading={all.isPending} onClick={() => all.mutate({ body: {} })}>
              {t('readAll')}
            </Button>
          </>
        }
      />
      <Answer query={notices} lines={8}>
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState title={t('noticeNone')} text={t('noticeNoneText')} />
          ) : (
            <>
              <Card flush>
                {data.rows.map((row) => (
                  <div key={row.id} className="st-notice-row">
                    <StateTag tone={tones[row.level]}>{t(`level_${row.level}`)}</StateTag>
                    <div className="st-grow">
                      <button
                        type="button"
                        className={`st-plain ${row.readAt === null ? 'st-notice-new' : ''}`}
                        onClick={() => {
                          if (row.readAt === null) read.mutate({ body: { ids: [row.id] } });
                          if (row.link !== null) go(row.link);
                        }}
                      >
                        {row.title}
                      </button>
                      {row.body !== '' && <div className="st-second">{row.body}</div>}
                    </div>
                    <time className="st-note">{formatInstant(row.createdAt, today)}</time>
                  </div>
                ))}
              </Card>
              {data.total > SIZE && (
                <Pagination
                  size="small"
                  align="end"
                  current={page}
                  pageSize={SIZE}
                  total={data.total}
                  showSizeChanger={false}
                  onChange={(next) => put({ page: String(next) })}
                />
              )}
            </>
          )
        }
      </Answer>
    </Page>
  );
}
