import { inflateRawSync } from 'node:zlib'
import type { DrawingFiles } from './drawing-files.ts'

/** Unpacks both files from modules that hold them, so that no bundler has to be told of a file. */
export async function drawingFiles(): Promise<DrawingFiles> {
  // `as string` keeps the type checker from looking for declarations; the build makes modules of these files.
  const wasm = import('@resvg/resvg-wasm/index_bg.wasm?deflated' as string) as Promise<{ default: string }>
  const font = import(
    '@expo-google-fonts/roboto-flex/400Regular/RobotoFlex_400Regular.ttf?deflated' as string
  ) as Promise<{ default: string }>
  return { wasm: inflated((await wasm).default), font: inflated((await font).default) }
}

const inflated = (base64: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(inflateRawSync(Buffer.from(base64, 'base64')))
