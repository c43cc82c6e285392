import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownToHtml } from 'satteri'
import { apps } from './paths.ts'

/** What changed in a package. */
export interface Changelog {
  /** The package's name without its scope. */
  name: string
  version: string
  description: string
  /** What waits for the next release, a sentence of HTML each. */
  pending: string[]
  /** The released versions, the latest first, as HTML; empty before the first release. */
  released: string
}

const root = join(apps, '..')

/** The changelog of every published package: what Changesets wrote, and the changesets that it has not yet taken in. */
export function changelogs(): Changelog[] {
  const changesets = globSync('.changeset/*.md', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'))
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((file) => ({ folder: join(root, file, '..'), manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest: { name, version, description } }) => {
      const path = join(folder, 'CHANGELOG.md')
      return {
        name: name.replace(/^@dlw\//, ''),
        version,
        description,
        pending: changesets.flatMap((text) => pendingChange(text, name)),
        released: existsSync(path) ? markdownToHtml(withoutTitle(readFileSync(path, 'utf8'))).html : '',
      }
    })
}

/** The text of a changeset, if it is one of the package. */
function pendingChange(changeset: string, name: string): string[] {
  const [, head = '', text = ''] = /^---\r?\n([\s\S]*?)---\r?\n([\s\S]*)$/.exec(changeset) ?? []
  return new RegExp(`^['"]?${name}['"]?:`, 'm').test(head) ? [markdownToHtml(text.trim()).html] : []
}

/** The page has a title of its own. */
const withoutTitle = (markdown: string): string => markdown.replace(/^# .*\n/, '')
