/** A vector tile read back, for tests: enough of protobuf and MVT 2.1 for one layer of polygons. */
export interface DecodedTile {
  name: string;
  version: number;
  extent: number;
  features: { type: number; properties: Record<string, string>; rings: [number, number][][] }[];
}

type Field = { number: number; value: number; bytes: Uint8Array };

function varintAt(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error('the tile ends inside a number');
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [key, afterKey] = varintAt(bytes, at);
    const [value, afterValue] = varintAt(bytes, afterKey);
    const wire = key & 7;
    if (wire !== 0 && wire !== 2) throw new Error(`wire type ${wire}`);
    at = wire === 2 ? afterValue + value : afterValue;
    if (at > bytes.length) throw new Error('the tile ends inside a field');
    fields.push({ number: key >>> 3, value, bytes: wire === 2 ? bytes.subarray(afterValue, at) : new Uint8Array(0) });
  }
  return fields;
}

function numbers(bytes: Uint8Array): number[] {
  const list: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [value, next] = varintAt(bytes, at);
    list.push(value);
    at = next;
  }
  return list;
}

function ringsOf(commands: readonly number[]): [number, number][][] {
  const rings: [number, number][][] = [];
  let ring: [number, number][] = [];
  let x = 0;
  let y = 0;
  const step = (value = 0): number => (value >>> 1) ^ -(value & 1);
  for (let i = 0; i < commands.length; ) {
    const command = commands[i++] ?? 0;
    if ((command & 7) === 7) {
      rings.push(ring);
      continue;
    }
    if ((command & 7) === 1) ring = [];
    for (let n = command >>> 3; n > 0; n--, i += 2) {
      x += step(commands[i]);
      y += step(commands[i + 1]);
      ring.push([x, y]);
    }
  }
  return rings;
}

/** @throws when the bytes are no tile with one layer */
export function decodeTile(bytes: Uint8Array): DecodedTile {
  const [layer, ...others] = fieldsOf(bytes);
  if (layer?.number !== 3 || others.length > 0) throw new Error('not one layer');
  const fields = fieldsOf(layer.bytes);
  const text = (field: Field | undefined): string => Buffer.from(field?.bytes ?? []).toString('utf8');
  const only = (number: number): Field | undefined => fields.find((field) => field.number === number);
  const keys = fields.filter(({ number }) => number === 3).map(text);
  const values = fields.filter(({ number }) => number === 4).map((field) => text(fieldsOf(field.bytes)[0]));
  return {
    name: text(only(1)),
    version: only(15)?.value ?? 0,
    extent: only(5)?.value ?? 0,
    features: fields
      .filter(({ number }) => number === 2)
      .map((feature) => {
        const parts = fieldsOf(feature.bytes);
        const tags = numbers(parts.find(({ number }) => number === 2)?.bytes ?? new Uint8Array(0));
        const properties: Record<string, string> = {};
        for (let i = 0; i < tags.length; i += 2)
          properties[keys[tags[i] ?? -1] ?? '?'] = values[tags[i + 1] ?? -1] ?? '?';
        return {
          type: parts.find(({ number }) => number === 3)?.value ?? 0,
          properties,
          rings: ringsOf(numbers(parts.find(({ number }) => number === 4)?.bytes ?? new Uint8Array(0))),
        };
      }),
  };
}
