import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apps } from './paths.ts'

const episodes = join(apps, 'episodes')

/**
 * The programs of the lesson as a project of their own, by path: what a reader unpacks, installs and runs with the
 * published packages, without the rest of the repository.
 */
export function lessonFiles(): Record<string, Uint8Array> {
  const sources = globSync('src/**/*.*', { cwd: episodes })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.ts$|^src\/testing\.ts$/.test(file))
    .sort()
  return {
    'package.json': text(`${JSON.stringify(manifest(), null, 2)}\n`),
    'README.md': text(readme),
    LICENSE: readFileSync(join(apps, '../LICENSE')),
    ...Object.fromEntries(sources.map((file) => [file, readFileSync(join(episodes, file))])),
  }
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content)

function manifest() {
  const { dependencies, license } = JSON.parse(readFileSync(join(episodes, 'package.json'), 'utf8'))
  return {
    name: 'dlw-programs',
    private: true,
    license,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: { episode: 'node src/main.ts' },
    dependencies: Object.fromEntries(Object.keys(dependencies).map((name) => [name, `^${installed(name)}`])),
  }
}

/** The version of a package that the episodes use here. */
function installed(name: string): string {
  return JSON.parse(readFileSync(join(episodes, 'node_modules', name, 'package.json'), 'utf8')).version
}

const readme = `# The programs of the dlw lesson

You need Node 22.18 or newer.

\`\`\`sh
npm install
npm run episode -- penguins
npm run episode -- --help
\`\`\`

Each folder in \`src\` is an episode: its steps are the functions that the pages show, in the same order. Change one and
run it again. \`--out DIR\` writes a report with all figures.
`
