import { ApiProblem, problemSentence } from '../../app/api.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Seal } from '../../parts/icon.tsx';
import { entranceTexts } from './texts.ts';
import './entrance.css';

/** No answer and nothing kept from before: the one case in which the phone cannot be used. */
export function ServerSilent({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTexts(entranceTexts);
  const silent = error instanceof ApiProblem && error.status === 0;
  return (
    <main className="f-entrance">
      <Seal size={56} />
      <h1>{t('noServer')}</h1>
      <p>{silent ? t('noServerText') : problemSentence(error)}</p>
      <button type="button" className="f-button is-main is-big" onClick={onRetry}>
        {t('retry')}
      </button>
    </main>
  );
}
