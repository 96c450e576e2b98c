import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  errorFields,
  errorResponse,
  frame,
  MessageSplitter,
  PipelineFilter,
  ProtocolProblem,
  queryMessage,
  ReadyFilter,
  readyForQuery,
  TYPE,
} from './wire.ts';

const IDLE = 0x49;

const message = fc.tuple(fc.constantFrom(0x44, 0x45, 0x43, 0x54, 0x5a), fc.uint8Array({ maxLength: 40 }));
const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });

/** Cuts bytes into pieces of the given sizes, over and over. */
function pieces(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const out: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    out.push(bytes.subarray(at, at + size));
    at += size;
  }
  return out;
}

describe('message splitter', () => {
  it('gives back the messages however the stream was cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), cuts, (messages, sizes) => {
        const frames = messages.map(([type, body]) => frame(type, body));
        const splitter = new MessageSplitter(1000);
        const seen: Buffer[] = [];
        for (const piece of pieces(Buffer.concat(frames), sizes)) {
          splitter.push(piece);
          for (let next = splitter.next(); next !== undefined; next = splitter.next()) seen.push(next);
        }
        expect(seen).toEqual(frames);
      }),
    );
  });

  it('refuses lengths that cannot be, before waiting for their bytes', () => {
    for (const length of [3, -1, 2_000_000]) {
      const splitter = new MessageSplitter(1_000_000);
      const head = Buffer.alloc(5, 0x51);
      head.writeInt32BE(length, 1);
      splitter.push(head);
      expect(() => splitter.next()).toThrow(ProtocolProblem);
    }
  });

  it('joins a large message once and not for every packet', () => {
    const big = queryMessage('x'.repeat(20_000_000));
    const splitter = new MessageSplitter(64_000_000);
    const joins = vi.spyOn(Buffer, 'concat');
    let got: Buffer | undefined;
    for (const piece of pieces(big, [65_536])) {
      splitter.push(piece);
      got = splitter.next();
    }
    expect(got?.length).toBe(big.length);
    // Joining at each of the 305 packets would copy 3 GB: once for the length, once for the whole.
    expect(joins.mock.calls.length).toBeLessThanOrEqual(2);
    joins.mockRestore();
  });
});

describe('ready filter', () => {
  it('takes out every ReadyForQuery, keeps all else, and remembers the last status', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 20 }),
        fc.constantFrom(0x49, 0x54, 0x45),
        cuts,
        (messages, status, sizes) => {
          const kept = messages.filter(([type]) => type !== 0x5a).map(([type, body]) => frame(type, body));
          const stream = Buffer.concat([...kept.flatMap((one) => [one, readyForQuery(0x45)]), readyForQuery(status)]);
          const filter = new ReadyFilter();
          const passed = pieces(stream, sizes).flatMap((piece) => filter.push(piece));
          expect(Buffer.concat(passed)).toEqual(Buffer.concat(kept));
          expect(filter.status).toBe(status);
        },
      ),
    );
  });
});

describe('pipeline filter', () => {
  const IN_TRANSACTION = 0x54;
  const FAILED = 0x45;
  const ready = readyForQuery(IN_TRANSACTION);
  const [parsed, bound, described, done] = ['1', '2', 'T', 'C'].map((type) =>
    frame(type.charCodeAt(0), Buffer.alloc(3)),
  ) as [Buffer, Buffer, Buffer, Buffer];
  const rows = [frame(TYPE.dataRow, Buffer.alloc(9)), frame(TYPE.dataRow, Buffer.alloc(2))];
  const error = errorResponse('ERROR', '22012', 'division by zero');
  const extended = { simple: false, messages: 4 };
  const whole = [parsed, bound, described, ...rows, done];
  /** What a joined run answers, as PGlite sends it, and what of it the client is due. */
  const cases = [
    { asked: [extended, extended], sent: [...whole, ready, ...whole, ready], due: [...whole, ready, ...whole, ready] },
    {
      asked: [{ simple: true, messages: 0 }, extended],
      sent: [described, done, ready, ...whole, ready],
      due: [described, done, ready, ...whole, ready],
    },
    // An error in the extended protocol: one ReadyForQuery for the error, one for the Sync.
    {
      asked: [extended, extended],
      sent: [
        parsed,
        bound,
        error,
        readyForQuery(FAILED),
        readyForQuery(FAILED),
        error,
        readyForQuery(FAILED),
        readyForQuery(FAILED),
      ],
      due: [parsed, bound, error, readyForQuery(FAILED), error, readyForQuery(FAILED)],
    },
    // Everything was answered and the Sync itself failed, as a deferred constraint lets it: one.
    {
      asked: [extended, extended],
      sent: [...whole, error, readyForQuery(IDLE), ...whole, ready],
      due: [...whole, error, readyForQuery(IDLE), ...whole, ready],
    },
    // A simple query that fails is answered once.
    {
      asked: [{ simple: true, messages: 0 }, extended],
      sent: [error, readyForQuery(FAILED), ...whole, ready],
      due: [error, readyForQuery(FAILED), ...whole, ready],
    },
  ];

  it.each(cases.map((each, i) => [i, each] as const))(
    'gives each batch one ReadyForQuery (%i)',
    (_i, { asked, sent, due }) => {
      fc.assert(
        fc.property(cuts, (sizes) => {
          const filter = new PipelineFilter(asked);
          const passed = pieces(Buffer.concat(sent), sizes).flatMap((piece) => filter.push(piece));
          expect(Buffer.concat(passed)).toEqual(Buffer.concat(due));
          expect(filter.complete).toBe(true);
          expect(filter.status).toBe(sent.at(-1)?.at(-1));
        }),
        { numRuns: 30 },
      );
    },
  );

  it('is not complete while an answer is missing', () => {
    const filter = new PipelineFilter([extended, extended]);
    filter.push(Buffer.concat([...whole, ready, ...whole]));
    expect(filter.complete).toBe(false);
  });
});

it('an error response can be read back', () => {
  const fields = errorFields(errorResponse('FATAL', '28P01', 'no').subarray(5));
  expect(Object.fromEntries(fields)).toEqual({ S: 'FATAL', V: 'FATAL', C: '28P01', M: 'no' });
});
