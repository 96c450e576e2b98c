import { useQueryClient } from '@tanstack/react-query';
import { useSignal } from '../app/net.ts';
import { useOutbox } from '../app/outbox.ts';
import { go, usePlace } from '../app/route.ts';
import { useTexts } from '../i18n/texts.ts';
import { isUnsent } from '../outbox/item.ts';
import { Icon } from './icon.tsx';
import { partTexts } from './texts.ts';

/** Signal and what is unsent, in words, on every screen; a tap opens the outbox. */
export function NetStrip() {
  const t = useTexts(partTexts);
  const signal = useSignal();
  const { items, weather } = useOutbox();
  const { path } = usePlace();
  const client = useQueryClient();
  const unsent = items.filter(isUnsent).length;
  const look = items.filter((item) => item.state === 'returned' || item.state === 'mismatch').length;
  const open = () => {
    if (weather === 'signIn') void client.resetQueries();
    else if (path !== '/outbox') go('/outbox');
  };
  const strip = (kind: string, words: string, rest: string, icon: 'cloud' | 'cloudOff') => (
    <button type="button" className={`f-strip is-${kind}`} onClick={open}>
      <Icon name={icon} />
      <b>{words}</b>
      <span>
        {rest}
        <Icon name="next" />
      </span>
    </button>
  );
  if (weather === 'signIn') return strip('held', t('signIn'), t('unsent', { n: unsent }), 'cloudOff');
  if (signal === 'none') return strip('none', t('noSignal'), t('unsent', { n: unsent }), 'cloudOff');
  if (signal === 'silent') return strip('silent', t('silent'), t('unsent', { n: unsent }), 'cloudOff');
  if (look > 0) return strip('held', t('look', { n: look }), t('unsent', { n: unsent }), 'cloud');
  if (unsent > 0) return strip('sending', t('sending'), t('left', { n: unsent }), 'cloud');
  return strip('good', t('good'), t('unsent', { n: 0 }), 'cloud');
}
