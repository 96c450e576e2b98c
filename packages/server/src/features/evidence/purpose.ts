import { type RectifyMethod, rectifyMethods } from '@shoutian/domain/dictionaries';
import { type Check, finding } from '@shoutian/domain/evidence';

/** Words by which an approval's purpose shows what kind of paper it is. Our own list: it only asks for a look. */
const marks: Partial<Record<RectifyMethod, RegExp>> = {
  legaliseConversion: /转用|建设用地|征收/,
  legaliseFacility: /设施/,
  legaliseTemporary: /临时/,
};

/** E12, purpose: a paper of another kind than the method needs is worth a look; a blank purpose is noted. */
export function checkPurpose(
  doc: { id: string; docNo: string; purpose: string },
  method: RectifyMethod | null,
): Check[] {
  const values = { docNo: doc.docNo, purpose: doc.purpose };
  if (doc.purpose.trim() === '')
    return [
      finding('E12', 'info', doc.id, `${doc.docNo} 没有填批准用途`, `${doc.docNo}: purpose not given`, { values }),
    ];
  const wanted = method === null ? undefined : marks[method];
  if (wanted === undefined || method === null || wanted.test(doc.purpose)) return [];
  const other = Object.entries(marks).some(([name, mark]) => name !== method && mark.test(doc.purpose));
  if (!other) return [];
  const { zh, en } = rectifyMethods.get(method);
  return [
    finding(
      'E12',
      'flag',
      doc.id,
      `${doc.docNo} 用途「${doc.purpose}」与整改方式「${zh}」不一致`,
      `${doc.docNo}: purpose ${doc.purpose} does not fit the method ${en}`,
      { values, hint: 'F9' },
    ),
  ];
}
