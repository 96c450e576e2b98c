import { getSetup, markSetupStep, type SetupView } from '@shoutian/domain/api';
import { Button } from 'antd';
import { useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Notice } from '../../kit/index.ts';
import { setupTexts } from './texts.ts';

const PAGES = { boundaries: '/layers', people: '/people', layers: '/layers' } as const;

/** Steps done on pages of their own: the wizard says why, opens the page and remembers what was skipped. */
export function LaterStep({ setup }: { setup: SetupView }) {
  const t = useTexts(setupTexts);
  const mark = useAct(markSetupStep, { invalidate: [getSetup] });
  const { current, counts } = setup;
  if (current === 'done' || current === 'county' || current === 'places') {
    return (
      <Notice
        tone="ok"
        title={t('allDone')}
        actions={
          <Button type="primary" href="/">
            {t('start')}
          </Button>
        }
      >
        {t('allDoneText')}
      </Notice>
    );
  }
  const words = {
    boundaries: t('boundariesText', { n: counts.withBoundary }),
    people: t('peopleText', { n: counts.people }),
    layers: t('layersText', { n: counts.layers }),
  };
  const go = (state: 'done' | 'skipped') => mark.mutate({ params: { step: current }, body: { state } });
  return (
    <Card title={t(current)}>
      <p>{words[current]}</p>
      <div className="st-row st-setup-acts">
        <Button href={PAGES[current]} target="_blank">
          {t('open')}
        </Button>
        <Button type="primary" loading={mark.isPending} onClick={() => go('done')}>
          {t('next')}
        </Button>
        <Button type="text" onClick={() => go('skipped')}>
          {t('skip')}
        </Button>
      </div>
    </Card>
  );
}
