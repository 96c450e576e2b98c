import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compiledGdal, gdalFolder, wasm } from '../gdal-module.ts';

/** The part of the emscripten module we use. gdal3.js ships no types for the raw module. */
interface EmscriptenModule {
  ENV: Record<string, string>;
  FS: {
    mkdirTree(at: string): void;
    mount(type: unknown, options: { root: string }, at: string): void;
    makedev(major: number, minor: number): number;
    registerDevice(device: number, operations: object): void;
    mkdev(name: string, mode: number, device: number): void;
    unlink(name: string): void;
  };
  NODEFS: unknown;
  cwrap(
    name: string,
    result: string | null,
    args: readonly string[],
  ): (...args: (string | number)[]) => number & string;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, at: number, size: number): void;
  getValue(at: number, type: '*'): number;
  setValue(at: number, value: number, type: '*'): void;
  _malloc(size: number): number;
  _free(at: number): void;
}

const OF_VECTOR_VERBOSE = 0x44;

export interface GdalOptions {
  wasmMb: number;
}

/**
 * GDAL 3.8.4 compiled to WebAssembly, through the raw module inside gdal3.js (LGPL, kept as a replaceable file):
 * its own wrapper cannot stream and resolves its files against the working directory.
 */
export class Gdal {
  readonly #m: EmscriptenModule;
  readonly #call: Record<
    | 'open'
    | 'close'
    | 'info'
    | 'infoOptions'
    | 'infoFree'
    | 'translate'
    | 'translateOptions'
    | 'translateFree'
    | 'setConfig'
    | 'errorReset'
    | 'errorMessage',
    (...args: (string | number)[]) => number & string
  >;
  readonly #log: { line: ((line: string) => void) | null };
  #devices = 0;
  #mounts = 0;

  private constructor(m: EmscriptenModule, log: { line: ((line: string) => void) | null }) {
    this.#m = m;
    this.#log = log;
    const n = 'number';
    this.#call = {
      open: m.cwrap('GDALOpenEx', n, ['string', n, n, n, n]),
      close: m.cwrap('GDALClose', null, [n]),
      info: m.cwrap('GDALVectorInfo', 'string', [n, n]),
      infoOptions: m.cwrap('GDALVectorInfoOptionsNew', n, [n, n]),
      infoFree: m.cwrap('GDALVectorInfoOptionsFree', null, [n]),
      translate: m.cwrap('GDALVectorTranslate', n, ['string', n, n, n, n, n]),
      translateOptions: m.cwrap('GDALVectorTranslateOptionsNew', n, [n, n]),
      translateFree: m.cwrap('GDALVectorTranslateOptionsFree', null, [n]),
      setConfig: m.cwrap('CPLSetConfigOption', null, ['string', n]),
      errorReset: m.cwrap('CPLErrorReset', null, []),
      errorMessage: m.cwrap('CPLGetLastErrorMsg', 'string', []),
    };
  }

  static async load(options: GdalOptions): Promise<Gdal> {
    capWasmMemory(options.wasmMb);
    const require = createRequire(import.meta.url);
    const factory = require('gdal3.js/build/package/gdal3WebAssembly.js') as (
      config: object,
    ) => Promise<EmscriptenModule>;
    const log: { line: ((line: string) => void) | null } = { line: null };
    const folder = gdalFolder();
    const module = await compiledGdal();
    const m = await factory({
      locateFile: (file: string) => path.join(folder, path.basename(file)),
      getPreloadedPackage: (name: string) => {
        const data = readFileSync(path.join(folder, path.basename(name)));
        return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
      },
      instantiateWasm: (imports: object, ready: (instance: object) => void) => {
        wasm.instantiate(module, imports).then(ready);
        return {};
      },
      print: () => undefined,
      printErr: (line: string) => log.line?.(line),
      noExitRuntime: true,
      preRun: [
        (module: EmscriptenModule) =>
          Object.assign(module.ENV, {
            PROJ_LIB: '/usr/share/proj',
            GDAL_DATA: '/usr/share/gdal',
            PG_USE_COPY: 'YES',
            // Rings of one direction would become overlapping polygons without it; no measurable cost.
            OGR_ORGANIZE_POLYGONS: 'DEFAULT',
            OGR_GEOJSON_MAX_OBJ_SIZE: '500',
          }),
      ],
    });
    m.cwrap('GDALAllRegister', null, [])();
    return new Gdal(m, log);
  }

  /** Who hears what GDAL writes to its error stream. */
  set onLog(listener: ((line: string) => void) | null) {
    this.#log.line = listener;
  }

  /** Makes a folder of the host visible and says where; the module sees nothing else of the disk. */
  mount(root: string): string {
    const at = `/in${this.#mounts++}`;
    this.#m.FS.mkdirTree(at);
    this.#m.FS.mount(this.#m.NODEFS, { root }, at);
    return at;
  }

  setConfig(key: string, value: string): void {
    this.#withList([value], (list) => this.#call.setConfig(key, this.#m.getValue(list, '*')));
  }

  /** Throws an Error with GDAL's own message. `drivers` is an allow-list: an upload may be a VRT in disguise. */
  open(file: string, drivers: readonly string[], openOptions: readonly string[]): number {
    this.#call.errorReset();
    const handle = this.#withList(drivers, (d) =>
      this.#withList(openOptions, (o) => this.#call.open(file, OF_VECTOR_VERBOSE, d, o, 0)),
    );
    if (!handle) throw new Error(this.#call.errorMessage() || 'not recognised');
    return handle;
  }

  close(handle: number): void {
    this.#call.close(handle);
  }

  /** ogrinfo -json -so. GDAL prints nan and inf, which are not JSON. */
  info(handle: number): unknown {
    const text = this.#withList(['-json', '-so'], (list) => {
      const options = this.#call.infoOptions(list, 0);
      try {
        return this.#call.info(handle, options);
      } finally {
        this.#call.infoFree(options);
      }
    });
    return JSON.parse(`${text}`.replace(/(?<=[[:,]\s*)-?(nan|inf(inity)?)\b/gi, 'null'));
  }

  /** ogr2ogr from an open data set into a character device whose every write reaches `onBytes` (valid during the call only). */
  translate(handle: number, args: readonly string[], onBytes: (bytes: Uint8Array) => void): void {
    const m = this.#m;
    const sink = `/dev/sink${this.#devices}`;
    const device = m.FS.makedev(40 + this.#devices++, 0);
    let position = 0;
    m.FS.registerDevice(device, {
      open: (stream: { seekable: boolean }) => {
        stream.seekable = false;
      },
      close: () => undefined,
      read: () => 0,
      llseek: () => position,
      write: (_stream: unknown, heap: Uint8Array, offset: number, length: number) => {
        position += length;
        onBytes(new Uint8Array(heap.buffer, heap.byteOffset + offset, length));
        return length;
      },
    });
    m.FS.mkdev(sink, 0o666, device);
    try {
      this.#withList(args, (list) => this.#translateTo(sink, handle, list));
    } finally {
      m.FS.unlink(sink);
    }
  }

  #translateTo(sink: string, handle: number, list: number): void {
    const m = this.#m;
    const options = this.#call.translateOptions(list, 0);
    const source = m._malloc(4);
    const usage = m._malloc(4);
    try {
      m.setValue(source, handle, '*');
      this.#call.errorReset();
      const result = options ? this.#call.translate(sink, 0, 1, source, options, usage) : 0;
      if (!result) throw new Error(this.#call.errorMessage() || 'translation failed');
      this.#call.close(result);
    } finally {
      if (options) this.#call.translateFree(options);
      m._free(source);
      m._free(usage);
    }
  }

  /** Runs `use` with a NULL-terminated char** of the texts; 0 for an empty list. */
  #withList<T>(texts: readonly string[], use: (list: number) => T): T {
    if (texts.length === 0) return use(0);
    const m = this.#m;
    const pointers = texts.map((text) => {
      const size = m.lengthBytesUTF8(text) + 1;
      const at = m._malloc(size);
      m.stringToUTF8(text, at, size);
      return at;
    });
    const list = m._malloc(4 * (pointers.length + 1));
    pointers.forEach((pointer, i) => {
      m.setValue(list + 4 * i, pointer, '*');
    });
    m.setValue(list + 4 * pointers.length, 0, '*');
    try {
      return use(list);
    } finally {
      for (const pointer of pointers) m._free(pointer);
      m._free(list);
    }
  }
}

let memoryRefused = false;

/** True once the module asked for more memory than allowed: whatever failed afterwards failed because of it. */
export function gdalHitMemoryLimit(): boolean {
  return memoryRefused;
}

/** No limit of the heap counts WebAssembly memory, so growth past the limit is refused here and GDAL sees a failed malloc. */
function capWasmMemory(limitMb: number): void {
  const { prototype } = wasm.Memory;
  const grow = prototype.grow;
  prototype.grow = function (this: typeof prototype, pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > limitMb * 2 ** 20) {
      memoryRefused = true;
      throw new RangeError('memory limit');
    }
    return grow.call(this, pages);
  };
}
