import type { TimelineEvent } from '@shoutian/domain/api';
import type { Language } from '@shoutian/domain/dictionaries';
import { formatInstant, formatMu } from '@shoutian/domain/format';
import { useState } from 'react';
import { useToday } from '../../app/today.ts';
import { useLanguage } from '../../i18n/language.ts';
import { eventWords, roleWords } from './event-words.ts';
import { Timeline, type TimelineItem } from './timeline.tsx';

/** What was given as the reason, with the areas where the outline was changed. */
function detailOf({ reason, changes }: TimelineEvent, language: Language): Pick<TimelineItem, 'detail'> {
  const [before, after] =
    changes['act'] === 'problem.editGround' && Array.isArray(changes['areaM2']) ? changes['areaM2'] : [];
  const areas =
    typeof before === 'number' && typeof after === 'number'
      ? `${formatMu(before)} → ${formatMu(after)} ${language === 'zh' ? '亩' : 'mu'}`
      : '';
  const words = [areas, reason ?? ''].filter((part) => part !== '').join(' · ');
  return words === '' ? {} : { detail: words };
}

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
      what: eventWords(event, language),
      at: formatInstant(event.at, today),
      ...(role === null ? {} : { role }),
      ...(event.place === null ? {} : { where: event.place }),
      ...detailOf(event, language),
    };
  });
  return <Timeline items={items} {...(all ? {} : { limit, onAll: () => setAll(true) })} />;
}
