import type { Say } from '../../i18n/texts.ts';
import type { SignInOutcome } from './auth.ts';
import type { entranceTexts } from './texts.ts';

/** The sentence of an outcome that is not a success. */
export function outcomeSentence(outcome: SignInOutcome, t: Say<keyof typeof entranceTexts.zh & string>): string {
  switch (outcome.kind) {
    case 'in':
    case 'second':
      return '';
    case 'wrong':
      return outcome.left === null ? t('wrong') : t('wrongLeft', { left: outcome.left });
    case 'locked':
      return t('locked', { time: outcome.until === null ? '' : clock(outcome.until) });
    case 'disabled':
    case 'codeWrong':
    case 'codeExpired':
    case 'tooMany':
    case 'offline':
      return t(outcome.kind);
    case 'refused':
      return outcome.message;
  }
}

function clock(instant: string): string {
  const form = { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('zh-CN', form).format(new Date(instant));
}
