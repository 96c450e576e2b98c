import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type AttributeName,
  attributeWords,
  type ExchangeTxt,
  readExchangeTxt,
  type TxtParcel,
} from '@shoutian/domain/exchange';
import { type GaussZone, gaussZones, zonePrefix } from '@shoutian/domain/geo';
import { GeofileError, type Notice, notice } from '../errors.ts';
import { decodeText } from '../text/decode.ts';
import type { Dataset, EncodingChoice, FieldInfo, Inspection, LayerCrs } from '../types.ts';
import { GeometryBuffer, POLYGON } from './geometry.ts';
import { organiseRings } from './organise-rings.ts';
import type { RawRecord, RecordConsumer } from './record.ts';

const SAMPLE_VALUES = 5;
const SAMPLE_COORDINATES = 60;
/** More lines of doubt than this are counted, not listed. */
const LISTED = 20;

/** 国土坐标交换格式 (TXT): parcels as text, read whole; a county's file of 10,000 parcels has about 20 MB. */
export class ExchangeTxtFile {
  readonly fields: string[];
  readonly encoding: EncodingChoice;
  readonly #name: string;
  readonly #layer: string;
  readonly #txt: ExchangeTxt;
  readonly #keys: AttributeName[];

  private constructor(dataset: Dataset, encoding: EncodingChoice, txt: ExchangeTxt) {
    this.#name = dataset.name;
    this.#layer = path.basename(dataset.file, '.txt');
    this.encoding = encoding;
    this.#txt = txt;
    const present = new Set(txt.parcels.flatMap(({ attributes }) => Object.keys(attributes)));
    this.#keys = (Object.keys(attributeWords) as AttributeName[]).filter((key) => present.has(key));
    this.fields = this.#keys.map((key) => attributeWords[key][0]);
  }

  /** @param chosen the user's encoding. Throws GeofileError `damaged` naming the line. */
  static open(dataset: Dataset, chosen: string | null): ExchangeTxtFile {
    const { text, encoding } = decodeText(readFileSync(dataset.file), chosen);
    try {
      return new ExchangeTxtFile(dataset, encoding, readExchangeTxt(text));
    } catch (error) {
      if (error instanceof RangeError)
        throw new GeofileError('txtUnreadable', { name: dataset.name, reason: error.message });
      throw error;
    }
  }

  get layer(): string {
    return this.#layer;
  }

  inspect(): Inspection {
    const { parcels, warnings } = this.#txt;
    const points = parcels.flatMap(({ rings }) => rings.flatMap((ring) => ring.points));
    const [xs, ys] = [points.map(({ east }) => east), points.map(({ north }) => north)];
    const least = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b), Infinity);
    const most = (all: readonly number[]): number => all.reduce((a, b) => Math.max(a, b), -Infinity);
    const notices: Notice[] = warnings
      .slice(0, LISTED)
      .map(({ line, zh, en }) => notice('txtLine', { line, what: zh, whatEn: en }));
    if (warnings.length > LISTED) notices.push(notice('txtMoreLines', { count: warnings.length - LISTED }));
    const crs = this.#crs(xs, notices);
    return {
      encoding: this.encoding,
      notices: [],
      layers: [
        {
          name: this.#layer,
          featureCount: parcels.length,
          geometry: 'polygon',
          fields: this.#keys.map((key, i) => this.#field(key, this.fields[i] ?? key)),
          crs,
          bbox: points.length === 0 ? null : [least(xs), least(ys), most(xs), most(ys)],
          sampleCoordinates: points.slice(0, SAMPLE_COORDINATES).map(({ east, north }) => [east, north]),
          notices,
        },
      ],
    };
  }

  /** Hands on every parcel, in order, as easting and northing (or longitude and latitude). */
  read(consume: RecordConsumer, maxVertices: number): void {
    const n = this.fields.length;
    const record: RawRecord = { fid: 0, bytes: Buffer.alloc(0), starts: new Int32Array(n), ends: new Int32Array(n) };
    const raw = new GeometryBuffer();
    const organised = new GeometryBuffer();
    this.#txt.parcels.forEach((parcel, i) => {
      record.fid = i + 1;
      this.#fill(record, parcel);
      raw.reset(POLYGON);
      const vertices = parcel.rings.reduce((sum, { points }) => sum + points.length + 1, 0);
      if (vertices > maxVertices) {
        raw.vertices = vertices;
        consume(record, raw, 'tooManyVertices');
        return;
      }
      for (const { points } of parcel.rings) {
        const [first] = points;
        for (const { east, north } of first ? [...points, first] : []) raw.addVertex(east, north);
        raw.endRing();
      }
      // Nothing in the file tells a hole from a part of its own: containment does.
      organiseRings(raw, organised);
      consume(record, organised, null);
    });
  }

  #field(key: AttributeName, name: string): FieldInfo {
    const values = new Set<string>();
    for (const { attributes } of this.#txt.parcels) {
      const value = attributes[key];
      if (value !== undefined && values.size < SAMPLE_VALUES) values.add(value.slice(0, 120));
    }
    return { name, type: 'text', alias: null, width: null, samples: [...values] };
  }

  #fill(record: RawRecord, { attributes }: TxtParcel): void {
    const parts: Buffer[] = [];
    let at = 0;
    this.#keys.forEach((key, i) => {
      const value = attributes[key];
      const bytes = value === undefined ? undefined : Buffer.from(value);
      record.starts[i] = bytes === undefined ? -1 : at;
      at += bytes?.length ?? 0;
      record.ends[i] = at;
      if (bytes !== undefined) parts.push(bytes);
    });
    record.bytes = Buffer.concat(parts);
  }

  /** What the file states about its system and its eastings confirm; null where it must be asked. */
  #crs(eastings: readonly number[], notices: Notice[]): LayerCrs | null {
    const { system, unit } = this.#txt;
    const { datum, name } = system;
    const named = (kind: LayerCrs['kind'], epsg: number | null, title = name): LayerCrs => ({
      epsg,
      name: title,
      wkt: '',
      kind,
      datumNamed: true,
    });
    if (datum === 'xian80' || datum === 'beijing54') {
      const old = named(datum, null);
      notices.push(notice('crsObsolete', { crs: name }));
      return old;
    }
    if (unit === 'degrees') {
      if (datum === null) return null;
      return datum === 'wgs84' ? named('wgs84', 4326, 'WGS 84') : named('cgcs2000', 4490, 'CGCS2000');
    }
    if (datum !== 'cgcs2000') return null;
    const zone = this.#zone(eastings);
    return zone === undefined ? null : named('cgcs2000Gauss', zone.epsg, zoneName(zone));
  }

  /** @throws {GeofileError} txtZone where the eastings carry another zone than the header */
  #zone(eastings: readonly number[]): GaussZone | undefined {
    const { zone, zoneWidth } = this.#txt.system;
    const prefixes = new Set(eastings.map(zonePrefix));
    const [prefix = null] = prefixes;
    if (prefixes.size !== 1) return undefined;
    if (prefix !== null && zone !== null && prefix !== zone)
      throw new GeofileError('txtZone', { name: this.#name, stated: zone, found: prefix });
    const number = prefix ?? zone;
    return gaussZones.find(
      (each) =>
        each.zone === number && each.prefixed === (prefix !== null) && (zoneWidth === null || each.width === zoneWidth),
    );
  }
}

const zoneName = ({ width, zone, centralMeridian }: GaussZone): string =>
  `CGCS2000 ${width} 度带第 ${zone} 带（中央经线 ${centralMeridian}°）`;
