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

/** GDAL compiled; functions are compiled one by one when they are first called. */
export async function compiledGdal(): Promise<object> {
  return wasm.compile(await readFile(path.join(gdalFolder(), 'gdal3WebAssembly.wasm')));
}
