import { recordStop, reportFinding } from '@shoutian/domain/api';
import { expect, test } from 'vitest';
import { findingBody, measureOf, type StopForm, stopBody } from './stop-form.ts';

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const form: StopForm = {
  id: id(1),
  stopId: id(2),
  foundAt: '2026-11-23T02:47:00.000Z',
  done: [],
  note: ' 挖机在挖 ',
  outline: null,
};
const names = (code: string) =>
  ({ oral: '劝停了', machineryLeft: '机械开走了', failed: '劝不住，还在干' })[code] ?? code;
const now = new Date('2026-11-23T03:00:00Z');

test('the strongest measure names the record, all are told', () => {
  expect(measureOf({ ...form, done: ['oral', 'machineryLeft'] }, names)).toEqual({
    kind: 'machineryLeft',
    content: '劝停了、机械开走了。挖机在挖',
  });
  expect(measureOf({ done: ['failed'], note: '' }, names)).toEqual({ kind: 'oral', content: '劝不住，还在干' });
  expect(measureOf(form, names)).toBeNull();
});

test('a finding fits the contract with nothing but the moment', () => {
  const body = reportFinding.body?.parse(findingBody(form, null, null, now));
  expect(body).toMatchObject({
    id: id(1),
    position: null,
    stop: null,
    description: '挖机在挖',
    sentAt: now.toISOString(),
  });
  const stop = measureOf({ ...form, done: ['oral'] }, names);
  const full = reportFinding.body?.parse(findingBody(form, { lon: 110, lat: 30 }, stop, now));
  expect(full).toMatchObject({ position: [110, 30], stop: { id: id(2), kind: 'oral', takenAt: now.toISOString() } });
});

test('a stop of a known clue fits its contract', () => {
  const subject = { subjectKind: 'clue' as const, subjectId: id(3) };
  expect(recordStop.body?.parse(stopBody(form, subject, { kind: 'oral', content: 'x' }, now))).toMatchObject({
    id: id(2),
    ...subject,
  });
});
