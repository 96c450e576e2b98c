import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { EncodingChoice } from '../types.ts';
import { type ByteEvidence, chooseEncoding, noEvidence, SAMPLE_BYTES, weigh } from './encoding.ts';

/** Encoding of a .dbf from its field names and an even sample of its character values. Never throws on a damaged header. */
export function detectDbfEncoding(dbf: string, cpg: string | null): EncodingChoice {
  const fd = openSync(dbf, 'r');
  try {
    const header = Buffer.alloc(32);
    if (readSync(fd, header, 0, 32, 0) < 32) return { used: 'GB18030', why: '属性表太短，按中文处理', sure: false };
    const headerLength = header.readUInt16LE(8);
    const recordLength = header.readUInt16LE(10);
    if (headerLength < 33 || recordLength < 1) return { used: 'GB18030', why: '属性表头损坏，按中文处理', sure: false };
    const descriptors = Buffer.alloc(headerLength - 32);
    readSync(fd, descriptors, 0, descriptors.length, 32);
    const evidence = noEvidence();
    const textColumns = weighNames(descriptors, evidence);
    weighValues(fd, headerLength, recordLength, textColumns, evidence);
    return chooseEncoding(evidence, cpg, header[29] ?? 0);
  } finally {
    closeSync(fd);
  }
}

/** Text of the .cpg, shortened; a .cpg can be any file somebody renamed. */
export function readCpg(file: string): string {
  return readFileSync(file, 'latin1').slice(0, 64);
}

function weighNames(descriptors: Buffer, evidence: ByteEvidence): [offset: number, width: number][] {
  const columns: [number, number][] = [];
  let offset = 1;
  for (let i = 0; i + 32 <= descriptors.length && descriptors[i] !== 13; i += 32) {
    const zero = descriptors.indexOf(0, i);
    weigh(descriptors.subarray(i, zero < 0 || zero > i + 11 ? i + 11 : zero), evidence);
    const width = descriptors[i + 16] ?? 0;
    if (descriptors[i + 11] === 0x43) columns.push([offset, width]);
    offset += width;
  }
  return columns;
}

function weighValues(
  fd: number,
  start: number,
  recordLength: number,
  columns: readonly [number, number][],
  evidence: ByteEvidence,
): void {
  const records = Math.max(0, Math.min(Math.floor((fstatSync(fd).size - start) / recordLength), 10_000_000));
  const step = Math.max(1, Math.ceil(records / Math.max(1, Math.floor(SAMPLE_BYTES / recordLength))));
  const block = Buffer.alloc(recordLength * Math.min(64, Math.max(1, records)));
  for (let record = 0; record < records; record += 64 * step) {
    const got = readSync(fd, block, 0, block.length, start + record * recordLength);
    for (let at = 0; at + recordLength <= got; at += recordLength) {
      for (const [offset, width] of columns) weigh(block.subarray(at + offset, at + offset + width), evidence);
    }
  }
}
