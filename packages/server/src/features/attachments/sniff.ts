import { open } from 'node:fs/promises';
import path from 'node:path';

interface Form {
  readonly starts: readonly number[];
  readonly endings: Readonly<Record<string, string>>;
}

const forms: readonly Form[] = [
  { starts: [0x25, 0x50, 0x44, 0x46], endings: { pdf: 'application/pdf' } },
  { starts: [0xff, 0xd8, 0xff], endings: { jpg: 'image/jpeg', jpeg: 'image/jpeg' } },
  { starts: [0x89, 0x50, 0x4e, 0x47], endings: { png: 'image/png' } },
  {
    starts: [0x50, 0x4b, 0x03, 0x04],
    endings: {
      docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ofd: 'application/ofd',
    },
  },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    endings: {
      doc: 'application/msword',
      xls: 'application/vnd.ms-excel',
      wps: 'application/vnd.ms-works',
      et: 'application/vnd.ms-excel',
    },
  },
];

/** Endings that are taken, for the sentence that refuses another. */
export const takenEndings = forms.flatMap((form) => Object.keys(form.endings));

/**
 * The kind of a document by its first bytes and its name; both must agree, so that a page does not come in as a scan.
 * @returns undefined for anything that is not taken
 */
export async function mimeOf(file: string, fileName: string): Promise<string | undefined> {
  const handle = await open(file, 'r');
  const head = Buffer.alloc(8);
  await handle.read(head, 0, 8, 0).finally(() => handle.close());
  const ending = path.extname(fileName).slice(1).toLowerCase();
  return forms.find((form) => form.starts.every((byte, i) => head[i] === byte))?.endings[ending];
}
