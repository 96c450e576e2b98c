import { useBlocker } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useCallback } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';

/** Asks what to do with unsaved input. Resolves to true when the page may be left. */
export function useLeaveQuestion(saveDraft?: () => Promise<boolean>): () => Promise<boolean> {
  const { modal } = App.useApp();
  const t = useTexts(kitTexts);
  return useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        const answer = (leave: boolean) => {
          question.destroy();
          resolve(leave);
        };
        const question = modal.confirm({
          title: t('leaveTitle'),
          content: t('leaveText'),
          icon: null,
          onCancel: () => resolve(false),
          footer: (
            <div className="st-row st-leave">
              <Button onClick={() => answer(false)}>{t('leaveStay')}</Button>
              <Button danger onClick={() => answer(true)}>
                {t('leaveDrop')}
              </Button>
              {saveDraft && (
                <Button type="primary" onClick={() => void saveDraft().then(answer)}>
                  {t('leaveSave')}
                </Button>
              )}
            </div>
          ),
        });
      }),
    [modal, t, saveDraft],
  );
}

/** Keeps unsaved input from being lost by a link, the back button or closing the tab. */
export function useLeaveGuard(dirty: boolean, saveDraft?: () => Promise<boolean>): () => Promise<boolean> {
  const ask = useLeaveQuestion(saveDraft);
  useBlocker({ shouldBlockFn: async () => dirty && !(await ask()), enableBeforeUnload: () => dirty });
  return ask;
}
