import { Button, Progress } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { DetailedError } from 'tus-js-client';
import { sendFile, type UploadPurpose } from '../../app/upload.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import './file-drop.css';

/** A file the server has: other endpoints take its `uploadId`. */
export interface SentFile {
  uploadId: string;
  fileName: string;
  size: number;
}

/** The server's own sentence where it refused the file; null for a broken line. */
function refusal(error: unknown): string | null {
  const body = error instanceof DetailedError ? (error.originalResponse?.getBody() ?? '') : '';
  return body !== '' && body.length < 200 ? body : null;
}

export interface FileDropProps {
  purpose: UploadPurpose;
  /** As in an `input`: `.xlsx,.xls`. */
  accept: string;
  /** What belongs here: 「问题台账 .xlsx，最多 20 MB」. */
  hint: string;
  onSent: (sent: SentFile) => void;
  /** Files that are here already, with their removal. */
  files?: readonly SentFile[];
  onRemove?: (uploadId: string) => void;
  /** One file takes the place of the one before. */
  single?: boolean;
  id?: string;
}

/** A place for files: drop, or choose; shows how far the sending is and the server's sentence when it refuses. */
export function FileDrop({ purpose, accept, hint, onSent, files = [], onRemove, single = false, id }: FileDropProps) {
  const t = useTexts(kitTexts);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [going, setGoing] = useState<{ name: string; share: number; stop: AbortController } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async (chosen: readonly File[]) => {
    setTrouble(null);
    for (const file of single ? chosen.slice(0, 1) : chosen) {
      const stop = new AbortController();
      setGoing({ name: file.name, share: 0, stop });
      try {
        const show = (sent: number, total: number) =>
          setGoing({ name: file.name, share: total === 0 ? 1 : sent / total, stop });
        const uploadId = await sendFile(file, purpose, show, stop.signal);
        onSent({ uploadId, fileName: file.name, size: file.size });
      } catch (error) {
        if (!stop.signal.aborted) setTrouble(refusal(error) ?? t('uploadFailed'));
        break;
      } finally {
        setGoing(null);
      }
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  return (
    <div className="st-col">
      <section
        className={`st-drop ${over ? 'st-drop-over' : ''}`}
        aria-label={hint}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon name="upload" size={20} className="st-tone-grey" />
        {going === null ? (
          <>
            <span className="st-grow st-second">{hint}</span>
            <Button id={id} onClick={() => input.current?.click()}>
              {t('chooseFile')}
            </Button>
          </>
        ) : (
          <>
            <span className="st-grow st-col" aria-live="polite">
              <span className="st-ellipsis">{t('sendingFile', { name: going.name })}</span>
              <Progress percent={Math.round(going.share * 100)} size="small" />
            </span>
            <Button onClick={() => going.stop.abort()}>{t('cancel')}</Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept={accept}
          multiple={!single}
          onChange={(event) => {
            void send([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </section>
      {trouble !== null && (
        <div className="st-tone-red" role="alert">
          {trouble}
        </div>
      )}
      {files.map((file) => (
        <div key={file.uploadId} className="st-row">
          <Icon name="file" size={14} />
          <span className="st-ellipsis">{file.fileName}</span>
          <span className="st-note">{Math.max(1, Math.round(file.size / 1024))} KB</span>
          {onRemove && (
            <Button
              type="text"
              size="small"
              aria-label={`${t('remove')} ${file.fileName}`}
              icon={<Icon name="close" size={12} />}
              onClick={() => onRemove(file.uploadId)}
            />
          )}
        </div>
      ))}
    </div>
  );
}
