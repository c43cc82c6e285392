import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { DrawingFiles } from './drawing-files.ts'

/** Reads both files from their packages, for this package run from its sources; what is published carries them inside. */
export async function drawingFiles(): Promise<DrawingFiles> {
  const { resolve } = createRequire(import.meta.url)
  const bytes = async (file: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(resolve(file)))
  return {
    wasm: await bytes('@resvg/resvg-wasm/index_bg.wasm'),
    font: await bytes('@expo-google-fonts/roboto-flex/400Regular/RobotoFlex_400Regular.ttf'),
  }
}
