import { actionNames } from '@shoutian/domain/people';
import { expect, it } from 'vitest';
import { actionWords } from './event-words.ts';

/** Looking at something, and how a list is set up, is not written down. */
const unheard = /\.read$|^view\.save$/;

it('has words in both languages for every act that a person may be allowed', () => {
  const bare = (['zh', 'en'] as const).flatMap((language) =>
    [...actionNames.filter((action) => !unheard.test(action)), 'system'].filter(
      (action) => actionWords(action, language) === action,
    ),
  );
  expect(bare).toEqual([]);
});
