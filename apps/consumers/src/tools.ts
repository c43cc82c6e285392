import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Consumer } from './consumer.ts'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../../../.tools/consumers', import.meta.url))
const system = { win32: 'win', darwin: 'darwin', linux: 'linux' }[process.platform as string] ?? process.platform

const managers: Partial<Record<NonNullable<Consumer['manager']>, { name: string; version: string }>> = {
  yarn: { name: '@yarnpkg/cli-dist', version: 'latest' },
  bun: { name: 'bun', version: 'latest' },
  deno: { name: 'deno', version: 'latest' },
}

/** Folders of programs that a project needs and a machine may lack: package managers and versions of Node, from npm. */
export async function toolFolders({ manager, node = [] }: Consumer): Promise<string[]> {
  const tool = manager && managers[manager]
  const packages = [
    ...(tool ? [tool] : []),
    ...node.map((version) => ({ name: `node-${system}-${process.arch}`, version })),
  ]
  const folders: string[] = []
  for (const { name, version } of packages) {
    const place = join(root, `${name.replace('/', '-')}-${version}`)
    const folder = name.startsWith('node-')
      ? join(place, 'node_modules', name, 'bin')
      : join(place, 'node_modules/.bin')
    if (!existsSync(folder)) {
      mkdirSync(place, { recursive: true })
      writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, allowScripts: { [name]: true } }))
      const command = `npm install ${name}@${version} --no-audit --no-fund --loglevel=error`
      const { code, stderr } = await run(command, { folder: place })
      if (code !== 0) throw new Error(`consumers: cannot install ${name}@${version}.\n${stderr}`)
    }
    folders.push(folder)
  }
  return folders
}
