// Serves the folder that this file lies in: `node serve.mjs [port]`. It is part of the bundle and needs nothing but Node.
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const port = Number(process.argv[2] ?? 8000)
/** The path of the first page: where the site was built for another than /, it lies in folders of that name. */
const base = '/'
const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
}

const server = createServer(async ({ url = '/' }, response) => {
  try {
    let path = normalize(join(folder, decodeURIComponent(new URL(url, 'http://x').pathname)))
    if (!path.startsWith(folder) && `${path}${sep}` !== folder) throw new Error('outside')
    if ((await stat(path)).isDirectory()) path = join(path, 'index.html')
    const body = await readFile(path)
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
    response.end(body)
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' })
    response.end('There is nothing here.')
  }
})
server.listen(port, () => process.stdout.write(`http://localhost:${server.address().port}${base}\n`))
