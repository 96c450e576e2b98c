import { useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
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

/**
 * Keeps unsaved input from being lost by a link, the back button or closing the tab. A change of the address on the same
 * page loses nothing, and what is being stored right now leads on by itself: neither is asked about.
 */
export function useLeaveGuard(dirty: boolean, saveDraft?: () => Promise<boolean>): () => Promise<boolean> {
  const question = useLeaveQuestion(saveDraft);
  const client = useQueryClient();
  const answered = useRef(false);
  useEffect(() => {
    if (dirty) answered.current = false;
  }, [dirty]);
  const ask = useCallback(async () => {
    answered.current = await question();
    return answered.current;
  }, [question]);
  useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      dirty &&
      current.pathname !== next.pathname &&
      !answered.current &&
      client.isMutating() === 0 &&
      !(await question()),
    enableBeforeUnload: () => dirty,
  });
  return ask;
}
