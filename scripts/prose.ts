import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A wording that makes a native reader stop, and what to write in its place. */
interface Wording {
  readonly pattern: RegExp
  readonly write: string
}

/** What a list can hold of the house's English; the rest is for a reader. */
export const wordings: readonly Wording[] = [
  { pattern: /Winograd's way/, write: 'the Winograd algorithm' },
  { pattern: /\b(?:puts?|is|are|was|now|device|backend) in force\b/, write: 'active' },
  { pattern: /\b(?:cannot|can|to) be had\b|\bnowhere to be had\b/, write: 'is (not) available, is (not) supported' },
  { pattern: /\bDefaults to nobody\b/, write: 'Optional.' },
  { pattern: /\b(?:at hand|has it at hand)\b/, write: 'available, installed' },
  { pattern: /\bWhat is there\b/, write: 'Features' },
  { pattern: /\b[Tt]his is that\b/, write: 'Keras equivalents' },
  { pattern: /\bmend(?:s|ed|ing)?\b/, write: 'fix' },
  { pattern: /\b(?:one|the) door (?:to|and)\b/i, write: 'entry script' },
  { pattern: /\bstrangers\b|\btwins\b/, write: 'say what it is' },
  { pattern: /\bperforms? on\b|\bperform on\b/, write: 'runs in' },
  { pattern: /\bRecogni[sz]e pictures\b/, write: 'Classify images' },
  { pattern: /\bnetworks? is judged\b|\bjudged (?:by|on)\b|\bto judge by\b/, write: 'evaluated' },
  { pattern: /\bone learns\b|\bit is worth\b/i, write: 'you …' },
  { pattern: /\bof the user's\b/, write: "the user's" },
]

/** Files whose prose is read by people: all that git tracks, without data, goldens and this list. */
export function proseFiles(root: string): string[] {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  return stdout
    .split('\n')
    .filter((file) => /\.(ts|mts|mjs|astro|mdx?|css|yml|json)$/.test(file))
    .filter((file) => !/(^|\/)(golden|recordings?|__snapshots__)\/|pnpm-lock|^scripts\/prose/.test(file))
}

/** The wordings of the list that stand in a text, with their lines. */
export function findWordings(text: string): { line: number; found: string; write: string }[] {
  return text.split('\n').flatMap((line, index) =>
    wordings.flatMap(({ pattern, write }) => {
      const found = pattern.exec(line)?.[0]
      return found === undefined ? [] : [{ line: index + 1, found, write }]
    }),
  )
}

/** Prints each finding; the exit code is 1 when there is one. */
function main(): void {
  const root = fileURLToPath(new URL('..', import.meta.url))
  let count = 0
  for (const file of proseFiles(root)) {
    for (const { line, found, write } of findWordings(readFileSync(`${root}/${file}`, 'utf8'))) {
      count++
      process.stdout.write(`${file}:${line}: "${found}": write ${write}\n`)
    }
  }
  if (count > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
