import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }

/** Serves a folder; under `/isolated/` with the headers that let a page share memory between threads. */
export async function serve(folder: string): Promise<{ address: string; stop(): void }> {
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const isolated = pathname.startsWith('/isolated/')
    const path = isolated ? pathname.slice('/isolated'.length) : pathname
    try {
      const body = await readFile(join(folder, path))
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
      response.setHeader('cross-origin-opener-policy', isolated ? 'same-origin' : 'unsafe-none')
      response.setHeader('cross-origin-embedder-policy', isolated ? 'require-corp' : 'unsafe-none')
      response.end(body)
    } catch {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, stop: () => server.close() }
}
