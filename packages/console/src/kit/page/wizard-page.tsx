import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import type { Crumb } from './card.tsx';
import { Notice } from './notice.tsx';
import { PageTitle } from './page-title.tsx';
import { type Step, StepBar } from './step-bar.tsx';
import './detail.css';

export interface WizardPageProps {
  title: string;
  crumbs?: readonly Crumb[];
  steps: readonly Step[];
  now: number;
  onBack: (index: number) => void;
  /** 「自动保存于 09:31」 */
  note?: ReactNode;
  /** Title line buttons; the last step's act stands here. */
  actions?: ReactNode;
  children: ReactNode;
  /** Foot line: what is still open, skip, next. Back is drawn by the page. */
  foot?: ReactNode;
  /** Import work needs a wide screen: says so below 768 px and shows this instead of the step. */
  phoneSummary?: ReactNode;
}

/** Steps that can always be gone back; nothing is stored before the last one says so. */
export function WizardPage(props: WizardPageProps) {
  const t = useTexts(kitTexts);
  const { now, onBack } = props;
  return (
    <div className="st-wizard">
      <PageTitle
        title={props.title}
        {...(props.crumbs ? { crumbs: props.crumbs } : {})}
        note={props.note}
        actions={props.actions}
      />
      <StepBar steps={props.steps} now={now} onBack={onBack} />
      {props.phoneSummary !== undefined && (
        <div className="st-pconly">
          <Notice tone="blue" title={t('pcOnly')}>
            {t('pcOnlyText')}
          </Notice>
          {props.phoneSummary}
        </div>
      )}
      <div className={props.phoneSummary === undefined ? 'st-wizard-body' : 'st-wizard-body st-pc'}>
        {props.children}
      </div>
      {(props.foot !== undefined || now > 0) && (
        <div className={props.phoneSummary === undefined ? 'st-wizard-foot' : 'st-wizard-foot st-pc'}>
          {now > 0 && (
            <Button icon={<Icon name="previous" size={14} />} onClick={() => onBack(now - 1)}>
              {t('previousStep')}
            </Button>
          )}
          <div className="st-row st-end">{props.foot}</div>
        </div>
      )}
    </div>
  );
}
