import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'

/** What an import brings into a page. */
export type EntrySize = {
  /** Kilobytes, minified and gzipped, of what is loaded at once. */
  first: number
  /** Kilobytes, minified and gzipped, of what is loaded when it is needed. */
  later: number
  /** The modules and the outside packages that are loaded at once. */
  modules: string[]
}

/** A file of a project that depends on all packages: imports are resolved from there. */
const importer = fileURLToPath(new URL('../../apps/episodes/package.json', import.meta.url))

/** Bundles a program as for a page, from the sources, with TensorFlow.js outside. */
export async function measureEntry(code: string): Promise<EntrySize> {
  const entry = 'footprint-entry'
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    external: [/^@tensorflow\//],
    resolve: { conditionNames: ['@dlw/source', 'browser', 'import', 'module', 'default'] },
    logLevel: 'silent',
    plugins: [
      {
        name: entry,
        resolveId(source, from) {
          if (source === entry) return `\0${entry}`
          return from === `\0${entry}` ? this.resolve(source, importer) : undefined
        },
        load: (id) => (id === `\0${entry}` ? code : id.endsWith('.wasm?url') ? `export default ''` : undefined),
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', minify: true })
  await build.close()
  const chunks = new Map(output.filter((part) => part.type === 'chunk').map((chunk) => [chunk.fileName, chunk]))
  const first = new Set([...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  const outside = new Set<string>()
  for (const name of first) {
    for (const imported of chunks.get(name)!.imports) (chunks.has(imported) ? first : outside).add(imported)
  }
  const kilobytes = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + gzipSync(chunks.get(name)!.code).length, 0) / 1000
  return {
    first: kilobytes(first),
    later: kilobytes([...chunks.keys()].filter((name) => !first.has(name))),
    modules: [...[...first].flatMap((name) => chunks.get(name)!.moduleIds), ...outside],
  }
}
