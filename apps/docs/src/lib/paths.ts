import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder `apps`, found from where the site is built: what a page names (`episodes/src/…`) is meant from there. */
export const apps: string = find(process.cwd())

function find(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return join(folder, 'apps')
    if (folder === dirname(folder)) throw new Error(`paths: expected to stand inside the workspace, received ${start}.`)
  }
}
