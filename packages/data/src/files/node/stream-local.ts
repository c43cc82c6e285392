import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Reads the bytes of a file piece by piece. */
export async function streamLocal(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const file = await open(path.startsWith('file:') ? fileURLToPath(path) : path)
  // A folder opens, but cannot be read.
  if ((await file.stat()).isDirectory()) {
    await file.close()
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' })
  }
  return new ReadableStream({
    async pull(controller) {
      const buffer = new Uint8Array(1 << 16)
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
      else {
        await file.close()
        controller.close()
      }
    },
    cancel: () => file.close(),
  })
}
