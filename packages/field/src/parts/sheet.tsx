import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { partTexts } from './texts.ts';

export interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet from below. The browser's own dialogue traps the focus and closes on Esc and 返回. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const t = useTexts(partTexts);
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className="f-sheet"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // A tap beside the sheet lands on the dialogue itself.
        if (event.target === box.current) onClose();
      }}
      onKeyDown={() => undefined}
    >
      <h2>{title}</h2>
      <div className="f-col">
        {children}
        <button type="button" className="f-button is-quiet" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </dialog>
  );
}
