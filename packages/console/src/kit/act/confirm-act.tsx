import { App } from 'antd';
import type { ReactNode } from 'react';

export interface ConfirmQuestion {
  /** The question with the object and the number: 「冻结第 47 期月报？」 */
  title: string;
  /** What follows from it and what cannot be changed afterwards. */
  text: ReactNode;
  /** A verb with the count, 「冻结」「派 7 宗」; never 确定. */
  verb: string;
  /** The way out, in words: 「再看看」. */
  keep: string;
  danger?: boolean;
}

/** Asks once before an act that cannot be undone; true when the person did it. Reversible acts use useUndo instead. */
export function useConfirmAct(): (question: ConfirmQuestion) => Promise<boolean> {
  const { modal } = App.useApp();
  return async ({ title, text, verb, keep, danger = false }) =>
    await modal.confirm({
      title,
      content: text,
      okText: verb,
      cancelText: keep,
      icon: null,
      autoFocusButton: 'cancel',
      okButtonProps: { danger },
      width: 420,
    });
}
