import { type AttachmentKind, attachmentKinds } from '@shoutian/domain/dictionaries';
import { useState } from 'react';
import { outbox } from '../../app/outbox.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { Question } from '../../parts/question.tsx';
import { photoTexts } from '../../photos/texts.ts';
import { reportTexts } from './texts.ts';
import type { QuestionProps } from './use-report.ts';

/** Papers of the case: photographed or picked, kept on the phone, sent by the outbox. */
export function PaperButtons({ kinds, clue, report, path }: QuestionProps & { kinds: readonly AttachmentKind[] }) {
  const t = useTexts(reportTexts);
  const p = useTexts(photoTexts);
  const { person } = useSession();
  const [full, setFull] = useState(false);
  const keep = async (kind: AttachmentKind, file: File | undefined) => {
    if (!file) return;
    const paper = attachmentKinds.label(kind, language());
    const of = { subjectKind: 'clue' as const, subjectId: clue.id, kind, title: '' };
    const act = { kind: 'attachment', fileName: file.name, of } as const;
    const item = { personId: person.id, act, title: paper, group: report.group, path, bytes: file.size };
    await outbox.add([item], file).catch(() => setFull(true));
  };
  return (
    <Question id="papers" title={t('papers')} note={t('papersHint')}>
      <div className="f-choices">
        {kinds.map((kind) => {
          const paper = attachmentKinds.label(kind, language());
          const n = report.papers.get(kind) ?? 0;
          return (
            <label key={kind} className="f-button f-file is-paper">
              <Icon name={n > 0 ? 'file' : 'camera'} />
              {n > 0 ? t('paperKept', { paper, n }) : t('paperShot', { paper })}
              <input
                type="file"
                accept="image/*,application/pdf"
                onChange={(event) => void keep(kind, event.target.files?.[0])}
              />
            </label>
          );
        })}
      </div>
      {full && (
        <p className="f-field-error" role="alert">
          {p('full')}
        </p>
      )}
    </Question>
  );
}
