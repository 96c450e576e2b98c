import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The compiler's library knows no WebAssembly (it comes with the DOM); this is what we touch of it. */
export interface WasmApi {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
  Memory: { prototype: { readonly buffer: ArrayBuffer; grow(pages: number): number } };
}

export const wasm: WasmApi = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;

/** Folder with the .wasm and .data of gdal3.js, which stay separate files (LGPL: replaceable). */
export function gdalFolder(): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve('gdal3.js/package.json')), 'dist/package');
}

let compiled: Promise<object> | null = null;

/**
 * GDAL compiled once a process and shared by all workers: functions one reader has compiled are there for the next,
 * which then starts in a third of the time.
 */
export function compiledGdal(): Promise<object> {
  compiled ??= readFile(path.join(gdalFolder(), 'gdal3WebAssembly.wasm')).then((bytes) => wasm.compile(bytes));
  return compiled;
}
