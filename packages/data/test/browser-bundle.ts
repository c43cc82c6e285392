import { fileURLToPath } from 'node:url'
import { type OutputChunk, type RolldownOutput, rolldown } from 'rolldown'

const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url))

/** Bundles an app that imports from this package for a browser. */
export async function browserBundle(code: string, external: RegExp[] = []): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: 'virtual:app',
    platform: 'browser',
    external,
    resolve: { conditionNames: ['@dlw/source', 'browser', 'import', 'module', 'default'] },
    logLevel: 'silent',
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === 'virtual:app' ? id : null),
        load: (id) => (id === 'virtual:app' ? code.replace('@dlw/data', entry) : null),
      },
    ],
  })
  const { output }: RolldownOutput = await build.generate({
    format: 'esm',
    minify: true,
    codeSplitting: external.length > 0,
  })
  await build.close()
  return output.filter((part) => part.type === 'chunk')
}
