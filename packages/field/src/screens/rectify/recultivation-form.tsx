import type { InputOf, PackView, savePack } from '@shoutian/domain/api';
import { rectifyMethods } from '@shoutian/domain/dictionaries';
import { outbox } from '../../app/outbox.ts';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useTexts } from '../../i18n/texts.ts';
import { OneOf } from '../../parts/choices.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { rectifyTexts } from './texts.ts';

/** What the village can see for itself; areas and papers are filled in at the office. */
interface RecultivationDraft {
  hardeningRemoved: boolean | null;
  soilDepthCm: string;
  crop: string;
  irrigation: string;
  debris: string;
}

/** The pack with the village's answers put in; everything the office filled in stays as it is. */
export function packWith(pack: PackView, draft: RecultivationDraft, today: string): InputOf<typeof savePack>['body'] {
  const { method, parts, recultivation, penalty, caseNote, caseState, rowVersion } = pack;
  const soil = draft.soilDepthCm.trim() === '' ? null : Number(draft.soilDepthCm);
  const visits = recultivation?.visits ?? [];
  return {
    method,
    parts,
    penalty,
    caseNote,
    caseState,
    rowVersion,
    recultivation: {
      ...recultivation,
      hardeningRemoved: draft.hardeningRemoved,
      soilDepthCm: soil !== null && Number.isFinite(soil) ? Math.min(300, soil) : null,
      crop: draft.crop.trim(),
      irrigation: draft.irrigation.trim(),
      debris: draft.debris.trim(),
      // Being there today is a visit; the rule counts visits that lie apart.
      visits: visits.some((visit) => visit.on === today) ? visits : [...visits, { on: today, note: '' }].slice(-10),
    },
  };
}

/** 复耕情况: four short answers, kept at once, sent as part of the evidence pack. */
export function RecultivationForm({ pack, place }: { pack: PackView; place: string }) {
  const t = useTexts(rectifyTexts);
  const { person, today } = useSession();
  const { recultivation: was } = pack;
  const id = pack.problemId;
  const path = `/problem/${id}/evidence`;
  const title = t('sentPack', { place });
  const empty: RecultivationDraft = {
    hardeningRemoved: was?.hardeningRemoved ?? null,
    soilDepthCm: was?.soilDepthCm == null ? '' : String(was.soilDepthCm),
    crop: was?.crop ?? '',
    irrigation: was?.irrigation ?? '',
    debris: was?.debris ?? '',
  };
  const { value, update, discard, key, saved } = useDraft(`pack:${id}`, { title, path }, empty);
  const { demolishes, replants } = rectifyMethods.get(pack.method);
  if (!demolishes && !replants) return null;
  const send = async () => {
    const act = { kind: 'pack', input: { params: { id }, body: packWith(pack, value, today) } } as const;
    const draft = { key, value: JSON.stringify(value) };
    await outbox.add([
      { personId: person.id, act, title, group: `problem:${id}`, path, draft, notBefore: Date.now() + UNDO_MS },
    ]);
    discard();
  };
  const text = (field: 'crop' | 'irrigation' | 'debris', hint = '') => (
    <label className="f-field" key={field}>
      <span>{t(field)}</span>
      <input
        className="f-input"
        maxLength={60}
        placeholder={hint}
        value={value[field]}
        onChange={(event) => update((before) => ({ ...before, [field]: event.target.value }))}
      />
    </label>
  );
  const options = [
    { code: 'yes', label: { zh: rectifyTexts.zh.hardeningYes, en: rectifyTexts.en.hardeningYes }, hint: null },
    { code: 'no', label: { zh: rectifyTexts.zh.hardeningNo, en: rectifyTexts.en.hardeningNo }, hint: null },
  ] as const;
  return (
    <section className="f-card f-col">
      <h2>{t('details')}</h2>
      {demolishes && (
        <>
          <p>{t('hardening')}</p>
          <OneOf
            small
            label={t('hardening')}
            options={options}
            value={value.hardeningRemoved === null ? null : value.hardeningRemoved ? 'yes' : 'no'}
            onPick={(code) => update((before) => ({ ...before, hardeningRemoved: code === 'yes' }))}
          />
          {text('debris')}
        </>
      )}
      {replants && (
        <>
          <label className="f-field">
            <span>{t('soil')}</span>
            <input
              className="f-input"
              inputMode="numeric"
              maxLength={3}
              value={value.soilDepthCm}
              onChange={(event) =>
                update((before) => ({ ...before, soilDepthCm: event.target.value.replace(/\D/g, '') }))
              }
            />
          </label>
          {text('crop', t('cropHint'))}
          {text('irrigation')}
        </>
      )}
      <button
        type="button"
        className="f-button is-main is-big"
        disabled={saved === 'untouched'}
        onClick={() => void send()}
      >
        {t('save')}
      </button>
    </section>
  );
}
