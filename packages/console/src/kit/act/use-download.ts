import { Problem } from '@shoutian/domain/api';
import { App } from 'antd';
import { useState } from 'react';
import { ApiProblem, problemSentence } from '../../app/api.ts';

async function fetchFile(address: string): Promise<{ blob: Blob; name: string | undefined }> {
  const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => {
    throw new ApiProblem(0, undefined);
  });
  if (!answer.ok) {
    const problem = Problem.safeParse(await answer.json().catch(() => undefined));
    throw new ApiProblem(answer.status, problem.success ? problem.data.error : undefined);
  }
  const said = answer.headers.get('content-disposition') ?? '';
  const name = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1] ?? /filename="?([^";]+)/i.exec(said)?.[1];
  return { blob: await answer.blob(), name: name === undefined ? undefined : decodeURIComponent(name) };
}

/**
 * Saves a file the server makes (Excel, Word). A refusal is a sentence on the screen instead of a file with an error in
 * it, which is what a plain link would save. `fallback` names the file where the server does not.
 */
export function useDownload(): { busy: boolean; download: (address: string, fallback: string) => Promise<void> } {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const download = async (address: string, fallback: string) => {
    setBusy(true);
    try {
      const { blob, name } = await fetchFile(address);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name ?? fallback;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (error) {
      message.error({ content: problemSentence(error), duration: 6 });
    } finally {
      setBusy(false);
    }
  };
  return { busy, download };
}
