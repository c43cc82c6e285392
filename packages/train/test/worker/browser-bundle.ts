import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** Puts the file at an address `….wasm?url` into the address, as in what npm's users receive. */
const wasmInside = {
  name: 'wasm-inside',
  resolveId: {
    order: 'pre' as const,
    handler: (source: string, importer: string | undefined) =>
      source.endsWith('.wasm?url')
        ? `\0${createRequire(importer!).resolve(source.slice(0, -'?url'.length))}`
        : undefined,
  },
  async load(id: string) {
    if (!id.startsWith('\0') || !id.endsWith('.wasm')) return undefined
    return `export default 'data:application/wasm;base64,${(await readFile(id.slice(1))).toString('base64')}'`
  },
}

/** Bundles the page and the worker of a test for a browser, as an app's bundler does; the files by their names. */
export async function browserBundle(files: Record<string, string>): Promise<Map<string, string>> {
  const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
  const build = await rolldown({
    input: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, path(file)])),
    platform: 'browser',
    external: [/^node:/],
    resolve: { conditionNames: ['@dlw/source', 'browser', 'import', 'module', 'default'] },
    logLevel: 'silent',
    plugins: [wasmInside],
  })
  const { output } = await build.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  })
  await build.close()
  return new Map(output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code] as const] : [])))
}
