import { relative } from 'node:path'
import type { TemplateName } from './templates.ts'

/** The oldest Node that runs the TypeScript of the templates without a build. */
const oldest = [22, 18] as const

/** What to do in a new project. */
export function nextSteps(folder: string, template: TemplateName): string {
  const place = relative(process.cwd(), folder)
  const manager = /^(npm|pnpm|yarn|bun)\b/.exec(process.env.npm_config_user_agent ?? '')?.[1] ?? 'npm'
  const run = manager === 'bun' ? 'bun run' : manager
  const start = template === 'browser' ? 'opens a page that trains' : 'trains and writes out/report.html'
  const rows = [
    ...(place ? [[`cd ${/\s/.test(place) ? `"${place}"` : place}`, '']] : []),
    [`${manager} install`, ''],
    [`${run} start`, start],
    [`${run} test`, 'checks the data and the network'],
  ]
  const width = Math.max(...rows.map(([command]) => command!.length))
  const lines = rows.map(([command, what]) => `  ${command!.padEnd(width)}  ${what}`.trimEnd())
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const tooOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1])
  return [
    `The project is in ${place || 'this folder'}. Next:`,
    '',
    ...lines,
    '',
    'README.md says how to use your own data.',
    ...(tooOld ? [`The project needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`] : []),
  ].join('\n')
}
