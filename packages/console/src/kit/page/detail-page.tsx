import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { useKeys } from '../act/use-keys.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import type { Crumb } from './card.tsx';
import { PageTitle } from './page-title.tsx';
import './detail.css';

/** Place in the list one came from. */
export interface Neighbours {
  /** 1-based. */
  at: number;
  of: number;
  onPrevious?: () => void;
  onNext?: () => void;
}

/** ‹ 5 / 23 › with J and K. */
export function QueueSteps({ at, of, onPrevious, onNext }: Neighbours) {
  const t = useTexts(kitTexts);
  const [previous, next] = [t('previous'), t('next')];
  useKeys(
    useMemo(
      () => [
        { keys: 'k', label: previous, when: onPrevious !== undefined, run: () => onPrevious?.() },
        { keys: 'j', label: next, when: onNext !== undefined, run: () => onNext?.() },
      ],
      [previous, next, onPrevious, onNext],
    ),
  );
  return (
    <span className="st-row st-noprint">
      <Button
        type="text"
        disabled={!onPrevious}
        onClick={onPrevious}
        aria-label={previous}
        icon={<Icon name="previous" />}
      />
      <span className="st-second">
        {at} / {of}
      </span>
      <Button type="text" disabled={!onNext} onClick={onNext} aria-label={next} icon={<Icon name="next" />} />
    </span>
  );
}

export interface DetailPageProps {
  title: string;
  crumbs?: readonly Crumb[];
  tags?: ReactNode;
  neighbours?: Neighbours;
  actions?: ReactNode;
  /** The clock bar, or whatever runs over the whole width. */
  clock?: ReactNode;
  notice?: ReactNode;
  /** Place and figures. */
  left: ReactNode;
  /** Evidence and history tabs. */
  middle: ReactNode;
  /** Next step and overview; below 1280 px it goes under the clock. */
  right: ReactNode;
}

/** Everything about one record: title, clock, three columns that become two and one on narrower screens. */
export function DetailPage(props: DetailPageProps) {
  return (
    <div className="st-detail">
      <PageTitle
        title={props.title}
        {...(props.crumbs ? { crumbs: props.crumbs } : {})}
        tags={props.tags}
        actions={
          <>
            {props.neighbours && <QueueSteps {...props.neighbours} />}
            {props.actions}
          </>
        }
      />
      {props.notice}
      {props.clock}
      <div className="st-detail-columns">
        <div className="st-detail-left">{props.left}</div>
        <div className="st-detail-middle">{props.middle}</div>
        <div className="st-detail-right">{props.right}</div>
      </div>
    </div>
  );
}
