import type { InputOf, PolygonGeometry, recordStop, reportFinding } from '@shoutian/domain/api';
import type { StopMeasure } from '@shoutian/domain/dictionaries';

/** What was done on the spot: measures of the dictionary, and the one answer that none of them worked. */
export type Done = StopMeasure | 'failed';

export interface StopForm {
  /** Made when the form is opened first; the clue's act and its photos hang on it. */
  id: string;
  stopId: string;
  foundAt: string;
  done: Done[];
  note: string;
  outline: PolygonGeometry | null;
}

/** The strongest measure names the record; the others stand in its text. */
const strength: readonly StopMeasure[] = ['jointStop', 'machineryLeft', 'oral'];

/** Kind and words of the stop record; null when nothing was done. Being told in vain is still an oral stop. */
export function measureOf(
  form: Pick<StopForm, 'done' | 'note'>,
  names: (code: Done) => string,
): { kind: StopMeasure; content: string } | null {
  if (form.done.length === 0) return null;
  const kind = strength.find((one) => form.done.includes(one)) ?? 'oral';
  const words = form.done.map(names).join('、');
  const note = form.note.trim();
  return { kind, content: note === '' ? words : `${words}。${note}`.slice(0, 300) };
}

/** A finding over the wire. `stop` null: only reported. Nothing but the moment is required of the person. */
export function findingBody(
  form: StopForm,
  position: { lon: number; lat: number } | null,
  stop: { kind: StopMeasure; content: string } | null,
  now: Date,
): InputOf<typeof reportFinding>['body'] {
  return {
    id: form.id,
    foundAt: form.foundAt,
    sentAt: now.toISOString(),
    position: position === null ? null : [position.lon, position.lat],
    geometry: form.outline,
    description: form.note.trim().slice(0, 300),
    stop: stop === null ? null : { id: form.stopId, takenAt: now.toISOString(), ...stop },
  };
}

/** A stop of a known clue or problem over the wire. */
export function stopBody(
  form: StopForm,
  subject: { subjectKind: 'clue' | 'problem'; subjectId: string },
  stop: { kind: StopMeasure; content: string },
  now: Date,
): InputOf<typeof recordStop>['body'] {
  return { ...subject, id: form.stopId, takenAt: now.toISOString(), ...stop };
}
