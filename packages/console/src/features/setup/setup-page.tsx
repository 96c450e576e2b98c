import { ApiProblem, getEntrance, getSetup, type SetupStep } from '@shoutian/domain/api';
import { Button } from 'antd';
import { useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ErrorState, Loading, Notice, StepBar } from '../../kit/index.ts';
import { CountyStep } from './county-step.tsx';
import { LaterStep } from './later-step.tsx';
import { PlacesStep } from './places-step.tsx';
import { setupTexts } from './texts.ts';
import './setup.css';

const STEPS = ['county', 'places', 'boundaries', 'people', 'layers', 'done'] as const satisfies readonly SetupStep[];

/** 首次设置: six steps, each resumable, each but the county skippable. */
export default function SetupPage() {
  const t = useTexts(setupTexts);
  const entrance = useEndpoint(getEntrance, {});
  const setup = useEndpoint(getSetup, {}, { enabled: entrance.data?.ready === true });
  const now = setup.data ? STEPS.indexOf(setup.data.current) : 0;
  return (
    <main className="st-setup">
      <h1>{t('title')}</h1>
      <StepBar
        now={now}
        steps={STEPS.map((step) => {
          const state = setup.data?.steps.find((one) => one.step === step)?.state;
          return {
            key: step,
            title: t(step),
            ...(state === 'skipped' ? { note: t('skipped') } : state === 'done' ? { note: t('ready') } : {}),
          };
        })}
      />
      <Body entrance={entrance} setup={setup} />
    </main>
  );
}

interface BodyProps {
  entrance: ReturnType<typeof useEndpoint<typeof getEntrance>>;
  setup: ReturnType<typeof useEndpoint<typeof getSetup>>;
}

function Body({ entrance, setup }: BodyProps) {
  const t = useTexts(setupTexts);
  if (entrance.error) return <ErrorState error={entrance.error} onRetry={() => void entrance.refetch()} />;
  if (entrance.data === undefined) return <Loading lines={6} />;
  if (!entrance.data.ready) return <CountyStep />;
  if (setup.error instanceof ApiProblem && [401, 403].includes(setup.error.status)) {
    return (
      <Notice tone="blue" title={t('title')} actions={<Button href="/">{t('toSignIn')}</Button>}>
        {t('signInFirst')}
      </Notice>
    );
  }
  if (setup.error) return <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />;
  if (setup.data === undefined) return <Loading lines={6} />;
  return setup.data.current === 'places' ? <PlacesStep draft={setup.data.draft} /> : <LaterStep setup={setup.data} />;
}
