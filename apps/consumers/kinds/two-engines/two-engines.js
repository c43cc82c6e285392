import { execFileSync } from 'node:child_process'

/** Loads modules in this order in a process of its own, then starts a backend. Returns what went wrong. */
function afterImporting(...modules) {
  const program = `
    for (const name of ${JSON.stringify(modules)}) await import(name)
    const { useBackend } = await import('@dlw/backend')
    await useBackend().then(() => console.log('no error'), (error) => console.log(error.message))`
  const run = ['--input-type=module', '--eval', program]
  return execFileSync(process.execPath, run, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

const wanted = (when) =>
  new RegExp(`^useBackend: expected one copy of @tensorflow/tfjs-core, .* loaded ${when} .*npm dedupe\\.$`)
const cases = [
  [['other', '@dlw/backend'], wanted('before')],
  [['@dlw/backend', 'other'], wanted('after')],
  [['@dlw/backend', '@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'], /^no error$/],
]
for (const [modules, message] of cases) {
  const said = afterImporting(...modules)
  if (!message.test(said)) throw new Error(`after ${modules}: ${said}`)
}

const { packages, advice } = JSON.parse(execFileSync('npx dlw-backend --json', { shell: true, encoding: 'utf8' }))
if (packages.cores.length !== 2) throw new Error(`dlw-backend counts ${packages.cores}`)
if (!advice.some(({ problem }) => problem.startsWith('2 copies of @tensorflow/tfjs-core'))) throw new Error('no advice')
