/** 「3组渠边，疑似新建房」 → 「3组渠边」: the part of a title that fits a title bar of eight characters. */
export function shortPlace(title: string): string {
  const [first = ''] = title.split(/[，,。；;（(]/);
  return first.trim();
}
