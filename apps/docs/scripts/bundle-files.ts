import { readFileSync } from 'node:fs'

const how = (base: string): string => `The lesson, to be served without internet.

1. Unpack this zip.
2. In its folder run: node serve.mjs
   It needs Node and nothing else, and prints an address: http://localhost:8000${base}
   Others in the room take the number of your machine in place of "localhost".

Any other static server will do as well, such as python3 -m http.server. Opening index.html as a file does not work:
browsers then refuse to load modules.
`

/** What lies in the bundle: the site under the path that it was built for, a server, and how to use both. */
export function bundleFiles(site: Readonly<Record<string, Uint8Array>>, base: string): Record<string, Uint8Array> {
  const server = readFileSync(new URL('./serve.mjs', import.meta.url), 'utf8')
  const text = (content: string): Uint8Array => new TextEncoder().encode(content)
  return {
    'HOW-TO-SERVE.txt': text(how(base)),
    'serve.mjs': text(server.replace("const base = '/'", `const base = ${JSON.stringify(base)}`)),
    ...Object.fromEntries(Object.entries(site).map(([name, content]) => [`${base.slice(1)}${name}`, content])),
  }
}
