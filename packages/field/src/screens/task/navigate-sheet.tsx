import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { middleOf, type Target } from '../../place/ground.ts';
import { type NavigationApp, navigationUri, platformOf } from '../../place/navigate.ts';
import { goTexts } from './texts.ts';

const apps: readonly NavigationApp[] = ['amap', 'baidu', 'phone'];

/** Hands the place over to a map application of the phone. */
export function NavigateSheet({ target, name, onClose }: { target: Target; name: string; onClose: () => void }) {
  const t = useTexts(goTexts);
  const middle = middleOf(target);
  const platform = platformOf(navigator.userAgent);
  return (
    <Sheet title={t('choose')} onClose={onClose}>
      {middle === null
        ? t('noPlace')
        : apps.map((app) => (
            <a key={app} className="f-button is-big" href={navigationUri(app, platform, middle, name)}>
              <Icon name="go" />
              {t(app)}
            </a>
          ))}
      <p className="f-note">{t('navNote')}</p>
    </Sheet>
  );
}
