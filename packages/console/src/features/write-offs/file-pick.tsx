import { Button, Upload } from 'antd';
import { useState } from 'react';
import { sendFile, type UploadPurpose } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { writeOffTexts } from './texts.ts';

/** One file, sent at once; the form keeps its upload id. */
export function FilePick({
  purpose,
  accept,
  onReady,
}: {
  purpose: UploadPurpose;
  accept: string;
  onReady: (uploadId: string) => void;
}) {
  const t = useTexts(writeOffTexts);
  const [name, setName] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    try {
      onReady(await sendFile(file, purpose));
      setName(file.name);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Upload accept={accept} showUploadList={false} customRequest={({ file }) => void send(file as File)}>
      <Button loading={busy}>{name === null ? t('choose') : t('fileReady', { name })}</Button>
    </Upload>
  );
}
