import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain',
}

/** A static server while it runs. */
export interface StaticServer {
  url: string
  /** The bytes of all bodies sent so far, as they crossed the wire. */
  sent(): number
  close(): void
}

/** A server like any static host: files of `folder` under `base`, compressed. */
export async function serveStatic(folder: string, base = '/'): Promise<StaticServer> {
  let sent = 0
  const server = createServer(async ({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://x').pathname)
    const inside = normalize(path.slice(base.length - 1))
    let file = join(folder, inside)
    try {
      if ((await stat(file)).isDirectory()) file = join(file, 'index.html')
      const body = await readFile(file)
      const type = types[extname(file)] ?? 'application/octet-stream'
      const packed = /woff2|octet/.test(type) ? body : await promisify(gzip)(body)
      response.writeHead(200, { 'content-type': type, ...(packed !== body && { 'content-encoding': 'gzip' }) })
      response.end(packed)
      sent += packed.length
    } catch {
      response.writeHead(404, { 'content-type': 'text/html' })
      response.end(await readFile(join(folder, '404.html')).catch(() => 'not found'))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    sent: () => sent,
    close: () => server.close(),
  }
}
