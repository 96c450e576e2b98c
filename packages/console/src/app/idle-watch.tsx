import { getSession } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { keyOf } from './api.ts';
import { appTexts } from './texts.ts';

/** A warning this long before the server lets the session go (ui.md 10: no silent time limit). */
const WARN_MS = 120_000;

/** Warns before the idle sign-out; any act at the keyboard or mouse counts as being there. */
export function IdleWatch({ minutes }: { minutes: number }) {
  const t = useTexts(appTexts);
  const client = useQueryClient();
  const [warn, setWarn] = useState(false);
  const last = useRef(Date.now());
  useEffect(() => {
    const touch = () => {
      last.current = Date.now();
    };
    window.addEventListener('pointerdown', touch);
    window.addEventListener('keydown', touch);
    const timer = setInterval(() => {
      const left = last.current + minutes * 60_000 - Date.now();
      setWarn(left < WARN_MS);
      // Past the limit the session is asked again: the answer 401 leads to the entrance.
      if (left < 0) void client.invalidateQueries({ queryKey: keyOf(getSession) });
    }, 15_000);
    return () => {
      window.removeEventListener('pointerdown', touch);
      window.removeEventListener('keydown', touch);
      clearInterval(timer);
    };
  }, [minutes, client]);
  const stay = () => {
    last.current = Date.now();
    setWarn(false);
    void client.invalidateQueries({ queryKey: keyOf(getSession) });
  };
  return (
    <Modal
      open={warn}
      title={t('idleSoon')}
      onOk={stay}
      onCancel={stay}
      okText={t('stay')}
      cancelButtonProps={{ hidden: true }}
    >
      {t('idleSoonText')}
    </Modal>
  );
}
