import { defineTexts } from '../../i18n/texts.ts';
import { wordsEn } from './words-en.ts';
import { wordsZh } from './words-zh.ts';

/** Words of 批次接收. */
export const batchTexts = defineTexts('batches', wordsZh, wordsEn);
