/**
 * A document number without the differences of typing: brackets of all kinds, full-width digits, spaces. 「示政土[2026]9号」
 * and 「示政土〔２０２６〕 9号」 are one document.
 */
export function docKey(docNo: string): string {
  return docNo
    .normalize('NFKC')
    .replace(/[[({【［（〔﹝<《]/g, '〔')
    .replace(/[\])}】］）〕﹞>》]/g, '〕')
    .replace(/\s+/g, '')
    .toUpperCase();
}
