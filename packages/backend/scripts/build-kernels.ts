import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

/*
 * Compiles assembly/ four times and embeds the results in src/wasm/native/relaxed-binaries.ts and plain-binaries.ts, so
 * that Node, browsers and bundlers find them without a file to copy. `--check` only says whether the committed file is what the sources give.
 */
const root = fileURLToPath(new URL('..', import.meta.url))

async function compile({ relaxed, shared }: { relaxed: boolean; shared: boolean }): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'dlw-kernels-'))
  const file = join(directory, 'kernels.wasm')
  const { error, stderr } = await asc.main([
    join(root, 'assembly/index.ts'),
    ...['--outFile', file, '-O3', '--runtime', 'stub', '--noAssert', '--importMemory', '--noExportMemory'],
    ...['--initialMemory', '1', '--maximumMemory', '65536', '--disableWarning', '112'],
    ...['--enable', `simd,threads,bulk-memory${relaxed ? ',relaxed-simd' : ''}`],
    ...(shared ? ['--sharedMemory'] : []),
  ])
  if (error) throw new Error(`build-kernels: expected assembly/ to compile, received the messages below.\n${stderr}`)
  const bytes = await readFile(file)
  await rm(directory, { recursive: true })
  return bytes.toString('base64')
}

for (const kind of ['relaxed', 'plain']) {
  const target = join(root, `src/wasm/native/${kind}-binaries.ts`)
  const lines = ['/* Made by scripts/build-kernels.ts from assembly/. Do not edit. */', '']
  for (const memory of ['shared', 'alone']) {
    const binary = await compile({ relaxed: kind === 'relaxed', shared: memory === 'shared' })
    lines.push(`export const ${memory}: string =`, `  '${binary}'`)
  }
  const text = `${lines.join('\n')}\n`
  if (!process.argv.includes('--check')) await writeFile(target, text)
  else if (readFileSync(target, 'utf8') !== text) {
    throw new Error(`build-kernels: expected ${kind}-binaries.ts to match assembly/. Run: pnpm kernels`)
  }
}
