import { type RuleShape, ruleKeys, shapeOf } from '@shoutian/domain/rules';
import { expect, it } from 'vitest';
import { choiceWords, fieldWords } from './field-words.ts';

interface Named {
  field: string;
  code?: string;
}

/** Fields and codes that a shape puts on the screen. */
function named(shape: RuleShape, field: string): Named[] {
  switch (shape.kind) {
    case 'group':
      return shape.fields.flatMap(({ name, shape: part }) => [{ field: name }, ...named(part, name)]);
    case 'list':
    case 'maybe':
      return named(shape.of, field);
    case 'map':
      return named(shape.of, 'lead');
    case 'choice':
      return shape.codes.map((code) => ({ field, code }));
    default:
      return [];
  }
}

it.each(ruleKeys)('%s has words for all its fields and choices, in both languages', (key) => {
  const bare = (['zh', 'en'] as const).flatMap((language) =>
    named(shapeOf(key), key).filter(({ field, code }) =>
      code === undefined ? fieldWords(field, language) === field : choiceWords(field, code, language) === code,
    ),
  );
  expect(bare).toEqual([]);
});
