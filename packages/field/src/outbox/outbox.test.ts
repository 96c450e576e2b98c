import { ApiProblem } from '@shoutian/domain/api';
import { expect, test, vi } from 'vitest';
import type { Item, Receipt } from './item.ts';
import { Outbox, type Trip } from './outbox.ts';
import { findingItem, memoryStore, person, photo, recheck } from './testing.ts';

const receipt: Receipt = { at: '2026-11-23T10:00:00Z', ref: '4F82', clueId: null };

/** An outbox whose clock and server are in the test's hands. */
function desk(store = memoryStore()) {
  const time = { now: 1_000_000 };
  let timers: { at: number; run: () => void }[] = [];
  const send = vi.fn(async (_item: Item, _trip: Trip): Promise<Receipt> => receipt);
  const outbox = new Outbox({
    store,
    send,
    now: () => time.now,
    later: (ms, run) => {
      const timer = { at: time.now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  });
  const pass = async (ms: number) => {
    time.now += ms;
    const due = timers.filter((timer) => timer.at <= time.now);
    timers = timers.filter((timer) => timer.at > time.now);
    for (const timer of due) timer.run();
    await outbox.settled();
  };
  const start = async () => {
    await outbox.load();
    outbox.setPerson(person);
    await outbox.settled();
  };
  const states = () => outbox.view().items.map((item) => item.state);
  return { outbox, store, send, pass, start, states, time };
}

test('an act is on the phone before it is sent, and gone from the queue only with a receipt', async () => {
  const { outbox, store, send, start } = desk();
  await start();
  send.mockImplementationOnce(async (item) => {
    expect(store.items.get(item.id)?.state).toBe('sending');
    return receipt;
  });
  const [item] = await outbox.add([recheck()]);
  expect(store.items.has(item?.id ?? '')).toBe(true);
  await outbox.settled();
  expect(store.items.get(item?.id ?? '')).toMatchObject({ state: 'received', receipt });
});

test('no answer: nothing else is tried, and everything goes when the signal is back', async () => {
  const { outbox, send, start, pass, states } = desk();
  await start();
  send.mockRejectedValue(new ApiProblem(0, undefined));
  await outbox.add([recheck(), recheck(), recheck()]);
  await outbox.settled();
  expect(send).toHaveBeenCalledTimes(1);
  expect(outbox.view().weather).toBe('noAnswer');
  await pass(1000);
  expect(send).toHaveBeenCalledTimes(1);
  await pass(4001);
  expect(send).toHaveBeenCalledTimes(2);
  send.mockResolvedValue(receipt);
  outbox.wake(true);
  await outbox.settled();
  expect(states()).toEqual(['received', 'received', 'received']);
  expect(outbox.view().weather).toBe('idle');
});

test('a reload in the middle of a try sends it again under the same id', async () => {
  const store = memoryStore();
  const first = desk(store);
  await first.start();
  first.send.mockImplementation(() => new Promise<Receipt>(() => undefined));
  await first.outbox.add([photo()], new Blob(['bytes']));
  const second = desk(store);
  await second.start();
  const [sent] = second.send.mock.calls[0] ?? [];
  expect(sent?.id).toBe([...store.items.keys()][0]);
  expect(sent?.unsure).toBe(true);
  expect(second.states()).toEqual(['received']);
});

test('the photo file stays until the receipt and goes with it', async () => {
  const { outbox, store, send, start, pass } = desk();
  await start();
  send.mockRejectedValueOnce(new ApiProblem(0, undefined));
  const [item] = await outbox.add([photo()], new Blob(['bytes']));
  await outbox.settled();
  expect(await (await outbox.file(item?.id ?? ''))?.text()).toBe('bytes');
  await pass(6000);
  expect(store.files.size).toBe(0);
  expect(store.items.get(item?.id ?? '')?.state).toBe('received');
});

test('one refused item does not hold up the others', async () => {
  const { outbox, send, start, states } = desk();
  await start();
  send.mockRejectedValueOnce(new ApiProblem(409, { code: 'wrongState', message: '任务已改派。', ref: 'a' }));
  await outbox.add([recheck(), recheck()]);
  await outbox.settled();
  expect(states()).toEqual(['mismatch', 'received']);
});

test('ten seconds to take back: the act is gone, its photos are drafts again', async () => {
  const { outbox, send, start, pass, time } = desk();
  await start();
  const [shot] = await outbox.add([photo({ state: 'draft' })], new Blob(['x']));
  const [act] = await outbox.add([findingItem({ notBefore: time.now + 10_000 })]);
  await outbox.submit([shot?.id ?? ''], 0, [act?.id ?? '']);
  await pass(9000);
  expect(send).not.toHaveBeenCalled();
  expect(await outbox.undo(act?.id ?? '')).toBe(true);
  await pass(60_000);
  expect(send).not.toHaveBeenCalled();
  expect(outbox.view().items).toMatchObject([{ id: shot?.id, state: 'draft', after: [] }]);
});

test('photos of a finding wait for it and learn its clue', async () => {
  const { outbox, send, start, pass, time } = desk();
  await start();
  const seen: (string | null | undefined)[] = [];
  send.mockImplementation(async (item, trip) => {
    const { act } = item;
    if (act.kind === 'photo' && act.subject.kind === 'clueOf')
      seen.push(trip.item(act.subject.finding)?.receipt?.clueId);
    return { ...receipt, clueId: act.kind === 'finding' ? 'clue-9' : null };
  });
  const [act] = await outbox.add([findingItem({ notBefore: time.now + 10_000 })]);
  const facts = { kind: 'near', imported: false } as const;
  const subject = { kind: 'clueOf', finding: act?.id ?? '' } as const;
  await outbox.add([photo({ act: { kind: 'photo', subject, facts }, after: [act?.id ?? ''] })], new Blob(['x']));
  await outbox.settled();
  expect(send).not.toHaveBeenCalled();
  await pass(10_001);
  expect(seen).toEqual(['clue-9']);
});

test('what is on its way or has arrived cannot be taken back', async () => {
  const { outbox, start } = desk();
  await start();
  const [item] = await outbox.add([recheck()]);
  await outbox.settled();
  expect(await outbox.takeBack([item?.id ?? ''])).toBe(false);
  expect(outbox.view().items).toHaveLength(1);
});

test('sign-out keeps the queue; another person’s session sends none of it', async () => {
  const { outbox, send, start } = desk();
  await start();
  outbox.setPerson(null);
  await outbox.add([recheck()]);
  await outbox.settled();
  outbox.setPerson('someone-else');
  await outbox.settled();
  expect(send).not.toHaveBeenCalled();
  outbox.setPerson(person);
  await outbox.settled();
  expect(send).toHaveBeenCalledTimes(1);
});

test('an expired session stops the queue until somebody signs in again', async () => {
  const { outbox, send, start, pass, states } = desk();
  await start();
  send.mockRejectedValueOnce(new ApiProblem(401, undefined));
  await outbox.add([recheck(), recheck()]);
  await outbox.settled();
  await pass(3_600_000);
  expect(send).toHaveBeenCalledTimes(1);
  expect(outbox.view().weather).toBe('signIn');
  outbox.setPerson(person);
  await outbox.settled();
  expect(states()).toEqual(['received', 'received']);
});

test('received lines go after two weeks, unsent ones never', async () => {
  const store = memoryStore();
  const first = desk(store);
  await first.start();
  await first.outbox.add([recheck()]);
  await first.outbox.settled();
  first.send.mockRejectedValue(new ApiProblem(0, undefined));
  await first.outbox.add([recheck()]);
  await first.outbox.settled();
  const second = desk(store);
  second.send.mockRejectedValue(new ApiProblem(0, undefined));
  second.time.now = Date.parse(receipt.at) + 15 * 86_400_000;
  await second.start();
  expect(second.states()).toEqual(['queued']);
  expect(store.items.size).toBe(1);
});

test('what the phone cannot keep is said, and nothing pretends to be in the queue', async () => {
  const { outbox, store, send, start } = desk();
  await start();
  store.put = async () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  await expect(outbox.add([recheck()])).rejects.toThrow('no room');
  expect(outbox.view()).toMatchObject({ full: true, items: [] });
  expect(send).not.toHaveBeenCalled();
});

test('现在就发 sends what still waits for its 撤回', async () => {
  const { outbox, send, start, states, time } = desk();
  await start();
  await outbox.add([findingItem({ notBefore: time.now + 10_000 })]);
  await outbox.settled();
  outbox.wake(true);
  await outbox.settled();
  expect(send).not.toHaveBeenCalled();
  outbox.sendNow();
  await outbox.settled();
  expect(states()).toEqual(['received']);
});
