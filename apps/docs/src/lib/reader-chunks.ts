import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { episodePrograms } from './episode-programs.ts'
import { apps } from './paths.ts'

/** The code that runs what readers write: its files by name, and which others each needs before it can start. */
export interface ReaderCode {
  /** The folder of the files, under the assets of the site: its name changes with their content. */
  folder: string
  files: Readonly<Record<string, string>>
  needs: Readonly<Record<string, readonly string[]>>
}

const assets = '_astro'
const id = 'dlw:reader-chunks'

/**
 * A Vite plugin: `dlw:reader-chunks` is the list of files that the page hands to the worker of the reader's code. That
 * worker has no network, so it cannot load modules: its code is CommonJS, in pieces, and the page fetches each.
 *
 * @param conditions What packages are resolved by, as in the site's own build.
 */
export function readerChunks(base: string, conditions: readonly string[]): Plugin {
  let code: Promise<ReaderCode> | undefined
  const built = (): Promise<ReaderCode> => (code ??= buildReader(conditions))
  return {
    name: 'dlw-reader-chunks',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    async load(source) {
      if (source !== `\0${id}`) return undefined
      const { folder, files, needs } = await built()
      if (this.environment.mode === 'build') {
        for (const [name, source] of Object.entries(files))
          this.emitFile({ type: 'asset', fileName: `${assets}/${folder}/${name}`, source })
      }
      return `export const folder = ${JSON.stringify(`${base}${assets}/${folder}/`)}\nexport const needs = ${JSON.stringify(needs)}`
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const name = new RegExp(`/${assets}/reader-\\w+/([\\w.-]+)$`).exec(request.url ?? '')?.[1]
        const file = name && (await built()).files[name]
        if (!file) return next()
        response.setHeader('content-type', 'text/javascript')
        response.end(file)
      })
    },
  }
}

async function buildReader(conditions: readonly string[]): Promise<ReaderCode> {
  const reader = join(apps, 'docs/src/reader')
  const result = await build({
    configFile: false,
    root: join(apps, 'docs'),
    logLevel: 'error',
    plugins: [episodePrograms() as Plugin],
    resolve: { conditions: [...conditions] },
    define: { 'import.meta.url': '"https://reader.invalid/"', 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      reportCompressedSize: false,
      // As a library: the binaries lie in the code, for the worker cannot fetch them.
      lib: { entry: { reader: join(reader, 'reader-worker.ts'), boot: join(reader, 'boot.ts') }, formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []))
  const chunks = outputs.flatMap((output) => (output.type === 'chunk' ? [output] : []))
  const files = Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, loadedLater(code, fileName)]))
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 10)
  const needs = Object.fromEntries(chunks.map(({ fileName, imports }) => [fileName, imports]))
  return { folder: `reader-${hash}`, files, needs }
}

/** Turns what is required later into what is loaded later: `load` asks the page for the file, and all that it needs. */
function loadedLater(code: string, file: string): string {
  const later = code.replaceAll(/Promise\.resolve\(\)\.then\(\(\)=>require\(("\.\/[^"]+")\)\)/g, 'load($1)')
  const left = /=>[^;]{0,20}require\("\.\/[^"]+"\)/.exec(later)?.[0]
  if (left) throw new Error(`reader-chunks: expected imports of the known shape in ${file}, received ${left}.`)
  return later
}
