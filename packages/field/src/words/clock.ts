/** `10:47` in Asia/Shanghai, whatever the phone's zone. */
export function clockTime(instant: string | number): string {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  return new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);
}
