import { expect, test } from 'vitest';
import { addressOfAnchor, missingItems } from './anchors.ts';

test('what is missing leads to the place that does it', () => {
  const to = (anchor: string) => addressOfAnchor('p1', anchor);
  expect(to('plan?field=measures')).toBe('/problems/p1?do=edit&field=measures');
  expect(to('milestones?step=demolished')).toBe('/problems/p1?do=milestone&step=demolished');
  expect(to('evidence?stage=after')).toBe('/problems/p1?tab=evidence&do=photo&stage=after');
  expect(to('evidence/review?check=E04')).toBe('/evidence?id=p1&check=E04');
  expect(to('closure')).toBe('/write-offs/problem/p1?part=closure');
  expect(to('/lists/l1')).toBe('/lists/l1');
});

test('sentences follow the language, and an item without a place has no link', () => {
  const items = [
    { code: 'a', message: '缺措施', messageEn: 'no measures', link: 'plan' },
    { code: 'b', message: '理由' },
  ];
  expect(missingItems('p1', items, 'en').map((one) => one.message)).toEqual(['no measures', '理由']);
  expect(missingItems('p1', items, 'zh')[1]).toEqual({ code: 'b', message: '理由' });
});
