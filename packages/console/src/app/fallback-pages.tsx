import { type ErrorComponentProps, Navigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { EmptyState, ErrorState, Go, Page, PageTitle } from '../kit/index.ts';
import { features } from './features.ts';
import { buildMenu } from './menu.ts';
import { useSession } from './session.tsx';
import { appTexts } from './texts.ts';

/** An address nobody knows. */
export function NotFoundPage() {
  const t = useTexts(appTexts);
  return <EmptyState title={t('notFound')} text={t('notFoundText')} action={<Go to="/">{t('toHome')}</Go>} />;
}

/** A page that broke or whose file did not arrive; the rest of the app stays. */
export function PageBroke({ error, reset }: ErrorComponentProps) {
  const t = useTexts(appTexts);
  return (
    <Page>
      <PageTitle title={t('pageFailed')} />
      <ErrorState error={error} onRetry={reset} />
    </Page>
  );
}

/** `/` without a desk: the first page of the person's menu, or the way to the phone app. */
export function StartPage() {
  const t = useTexts(appTexts);
  const { abilities } = useSession();
  const menu = buildMenu(features, abilities, {}, { group: String, leaf: (_, label) => label });
  const first = menu[0]?.children[0];
  if (first !== undefined) return <Navigate to={first.path} replace />;
  return (
    <EmptyState
      title={t('nothingOpen')}
      text={t('nothingOpenText')}
      action={<Button href="/m/">{t('fieldApp')}</Button>}
    />
  );
}
