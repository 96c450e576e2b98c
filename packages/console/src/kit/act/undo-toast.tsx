import { App } from 'antd';
import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';

const SECONDS = 10;

function UndoLine({ text, onUndo }: { text: string; onUndo: () => void }) {
  const t = useTexts(kitTexts);
  const [left, setLeft] = useState(SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setLeft((n) => Math.max(0, n - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="st-undo">
      {text}
      <button type="button" className="st-link" onClick={onUndo} title={t('undoIn', { n: left })}>
        {t('undo')} {left}
      </button>
    </span>
  );
}

/** After a reversible act: says what was done and offers 撤回 for ten seconds. */
export function useUndo(): (text: string, undo: () => void | Promise<void>) => void {
  const { message } = App.useApp();
  return (text, undo) => {
    const key = `undo-${text}-${performance.now()}`;
    const onUndo = () => {
      message.destroy(key);
      void undo();
    };
    void message.open({ key, type: 'success', duration: SECONDS, content: <UndoLine text={text} onUndo={onUndo} /> });
  };
}
