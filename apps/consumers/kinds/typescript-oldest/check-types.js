import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc')
const modes = [
  ['node16', 'node16'],
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]
let failed = false
for (const [module, resolution] of modes) {
  const flags = ['--noEmit', '--strict', '--target', 'es2022', '--module', module, '--moduleResolution', resolution]
  // Once as most projects check, and once with every declaration: then only ours count, for tfjs's own do not pass.
  for (const [skip, ours] of [
    ['true', /error/],
    ['false', /^(node_modules\/@dlw\/|typed)/],
  ]) {
    const { stdout } = spawnSync(
      process.execPath,
      [tsc, ...flags, '--skipLibCheck', skip, '--types', 'node', 'typed.ts'],
      {
        encoding: 'utf8',
      },
    )
    const errors = stdout.split('\n').filter((line) => ours.test(line))
    for (const line of errors) process.stdout.write(`${resolution}: ${line}\n`)
    failed ||= errors.length > 0
  }
}
process.exitCode = failed ? 1 : 0
