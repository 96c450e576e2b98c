import { Component, type ReactNode } from 'react';
import { defineTexts, say } from '../i18n/texts.ts';
import { Icon } from '../parts/icon.tsx';
import { go } from './route.ts';

const guardTexts = defineTexts(
  'guard',
  {
    title: '这一页没打开',
    text: '多半是没信号，这一页还没下载到手机上。填过的、拍过的都在。',
    reload: '再打开一次',
    home: '回到任务',
  },
  {
    title: 'This screen did not open',
    text: 'Probably there is no signal and it was not on the phone yet. Nothing you entered is lost.',
    reload: 'Try again',
    home: 'To the tasks',
  },
);

/** A screen that breaks, or whose part of the program did not come, must not take the queue down with it. */
export class ScreenGuard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }
  override componentDidCatch(error: unknown): void {
    console.error(error);
  }
  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="f-screen">
        <main className="f-main">
          <h1 className="f-h2">{say(guardTexts, 'title')}</h1>
          <div className="f-alert" role="alert">
            <Icon name="info" />
            <p>{say(guardTexts, 'text')}</p>
          </div>
          <div className="f-pair">
            <button type="button" className="f-button is-big" onClick={() => go('/', { replace: true })}>
              {say(guardTexts, 'home')}
            </button>
            <button type="button" className="f-button is-main is-big" onClick={() => location.reload()}>
              {say(guardTexts, 'reload')}
            </button>
          </div>
        </main>
      </div>
    );
  }
}
