import type { TimelineEvent } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { useState } from 'react';
import { useToday } from '../../app/today.ts';
import { useLanguage } from '../../i18n/language.ts';
import { actionWords, roleWords } from './event-words.ts';
import { Timeline, type TimelineItem } from './timeline.tsx';

/** The audited history of a record as a timeline: who, in what role, did what, when and why; the newest first. */
export function EventTimeline({ events, limit = 8 }: { events: readonly TimelineEvent[]; limit?: number }) {
  const language = useLanguage();
  const today = useToday();
  const [all, setAll] = useState(false);
  const items = events.map((event): TimelineItem => {
    const role = roleWords(event.actorRoles, language);
    return {
      key: event.id,
      who: event.actorName,
      what: actionWords(event.action, language),
      at: formatInstant(event.at, today),
      ...(role === null ? {} : { role }),
      ...(event.place === null ? {} : { where: event.place }),
      ...(event.reason === null || event.reason === '' ? {} : { detail: event.reason }),
    };
  });
  return <Timeline items={items} {...(all ? {} : { limit, onAll: () => setAll(true) })} />;
}
