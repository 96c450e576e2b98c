import { listNotices, readNotices } from '@shoutian/domain/api';
import type { InboxItem } from '../kit/frame/frame-types.ts';
import { useAct, useEndpoint } from './api.ts';
import { useCan } from './session.tsx';

/** Unread notices for the bell, asked once a minute; `readAll` marks them read. */
export function useInbox(): { count: number; items: readonly InboxItem[]; readAll: () => void } {
  const may = useCan('notice.read');
  const notices = useEndpoint(listNotices, { query: { unread: true, pageSize: 20 } }, { enabled: may, every: 60_000 });
  const read = useAct(readNotices, { invalidate: [listNotices] });
  const items = (notices.data?.rows ?? []).map((row) => ({
    key: row.id,
    title: row.title,
    note: row.body,
    at: row.createdAt.slice(5, 16).replace('T', ' '),
    ...(row.link === null ? {} : { to: row.link }),
  }));
  return { count: notices.data?.unread ?? 0, items, readAll: () => read.mutate({ body: {} }) };
}
