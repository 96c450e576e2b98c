/** A title is one line on a phone. */
const LONGEST_PLACE = 30;

/**
 * Where a thing lies, as its village says it: the place written on the sheet, with the village's name before it unless
 * it is there already. Without a place the village alone.
 */
export function placeWords(villageName: string, locationText: string): string {
  const place = locationText.trim().slice(0, LONGEST_PLACE);
  if (place === '') return villageName;
  return place.includes(villageName) ? place : `${villageName}${place}`;
}

/** Title of a task: what to do, where, and the number behind it. */
export function taskTitle(
  act: string,
  {
    villageName,
    locationText,
    no,
  }: { readonly villageName: string; readonly locationText: string; readonly no: string },
): string {
  return `${act} ${placeWords(villageName, locationText)} ${no}`;
}
