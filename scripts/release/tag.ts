/** Tags what was published and makes a GitHub release of each: `node scripts/release/tag.ts published.txt`. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { changelogSection } from './changelog-section.ts'
import { publishedPackages, root } from './packages.ts'

const tags = readFileSync(process.argv[2]!, 'utf8').split('\n').filter(Boolean)
const git = (...words: string[]) => execFileSync('git', words, { cwd: root, stdio: 'inherit' })
for (const tag of tags) git('tag', tag)
if (tags.length > 0) git('push', 'origin', ...tags.map((tag) => `refs/tags/${tag}`))
for (const { name, version, folder } of publishedPackages()) {
  const tag = `${name}@${version}`
  if (!tags.includes(tag)) continue
  const notes = changelogSection(readFileSync(`${folder}/CHANGELOG.md`, 'utf8'), version)
  execFileSync('gh', ['release', 'create', tag, '--verify-tag', '--title', tag, '--notes', notes], {
    cwd: root,
    stdio: 'inherit',
  })
}
