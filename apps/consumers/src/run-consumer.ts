import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import type { Consumer, Result } from './consumer.ts'
import { openPage, serveFolder } from './open-page.ts'
import type { Registry } from './registry.ts'
import { type Ended, run } from './run.ts'
import { toolFolders } from './tools.ts'

/** A kind of project, and where it comes from and goes. */
export type RunConsumerOptions = {
  name: string
  consumer: Consumer
  /** The version of Node to run it with. Defaults to the one that runs this. */
  node?: string | undefined
  source: string
  folder: string
  registry: Registry
}

/** What became of a project. */
export type Outcome = {
  ok: boolean
  /** One line: the backend and the accuracy, or what failed. */
  line: string
  log: string
}

/** Makes a project afresh, installs it, runs it and checks what it says. */
export async function runConsumer(options: RunConsumerOptions): Promise<Outcome> {
  const { name, consumer, node, source, folder, registry } = options
  const { seconds = 300 } = consumer
  const project = join(folder, name)
  rmSync(project, { recursive: true, force: true })
  cpSync(source, project, { recursive: true })
  cpSync(join(source, '../shared'), join(project, consumer.shared ?? 'src'), { recursive: true })
  await writeRegistry(project, registry.url)
  const tools = await toolFolders(consumer)
  const path = [...tools, join(project, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const installing = { ...plainEnvironment, PATH: path }
  const nodes = node === undefined ? [] : await toolFolders({ ...consumer, manager: 'npm', node: [node] })
  const running = { ...plainEnvironment, PATH: [...nodes, path].join(delimiter) }
  const logs: string[] = []
  const step = async (command: string, env: typeof running): Promise<Ended> => {
    const ended = await run(command, { folder: project, env, seconds })
    logs.push(`$ ${command}\n${ended.stdout}${ended.stderr}`)
    return ended
  }
  const outcome = (ok: boolean, line: string): Outcome => {
    if (ok) rmSync(project, { recursive: true, force: true, maxRetries: 5 })
    return { ok, line, log: logs.map((text) => text.slice(-4000)).join('\n') }
  }
  const started = performance.now()
  const install = await step(installs[consumer.manager ?? 'npm'], installing)
  if (install.code !== 0) return outcome(false, 'does not install')
  let last = ''
  for (const command of consumer.run ?? []) {
    const { code, stdout } = await step(command, running)
    if (code !== 0) return outcome(false, `${command} fails`)
    last = stdout
  }
  try {
    const results = await resultsOf(consumer, { project, env: running, last, seconds })
    for (const result of results) {
      const fault = faultOf(result)
      if (fault !== undefined) return outcome(false, fault)
    }
    const words = results.map(
      ({ backend, threads, accuracy }) =>
        `${backend}, ${threads} thread${threads === 1 ? '' : 's'}, ${accuracy.toFixed(3)}`,
    )
    return outcome(true, `${words.join(' · ')} (${Math.round((performance.now() - started) / 1000)} s)`)
  } catch (error) {
    logs.push(String(error))
    return outcome(false, 'gives no result')
  }
}

/** Nothing of the workspace that runs this reaches a project. */
const plainEnvironment = Object.fromEntries([
  ...Object.keys(process.env)
    .filter(
      (key) => /^(npm_|pnpm_|NODE_OPTIONS$|INIT_CWD$|TURBO)/i.test(key) && key.toLowerCase() !== 'npm_config_registry',
    )
    .map((key) => [key, undefined]),
  ['NEXT_TELEMETRY_DISABLED', '1'],
  ['ASTRO_TELEMETRY_DISABLED', '1'],
  ['YARN_ENABLE_TELEMETRY', '0'],
  ['CI', '1'],
]) as Record<string, string | undefined>

const installs: Record<NonNullable<Consumer['manager']>, string> = {
  npm: 'npm install --no-audit --no-fund --loglevel=error',
  pnpm: 'pnpm install --no-frozen-lockfile',
  yarn: 'yarn install',
  bun: 'bun install',
  deno: 'deno install --quiet',
}

/** Only the scope of this project comes from here; all else from where the machine gets its packages. */
async function writeRegistry(project: string, url: string): Promise<void> {
  writeFileSync(join(project, '.npmrc'), `@dlw:registry=${url}/\n`)
  if (!existsSync(join(project, '.yarnrc.yml'))) return
  const upstream = (await run('npm config get registry', { folder: project })).stdout.trim()
  const lines = [
    readFileSync(join(project, '.yarnrc.yml'), 'utf8').trim(),
    'enableImmutableInstalls: false',
    'unsafeHttpWhitelist: ["127.0.0.1"]',
    'npmScopes:',
    '  dlw:',
    `    npmRegistryServer: "${url}"`,
    `npmRegistryServer: "${upstream}"`,
  ]
  writeFileSync(join(project, '.yarnrc.yml'), `${lines.join('\n')}\n`)
}

type Run = { project: string; env: Record<string, string | undefined>; last: string; seconds: number }

async function resultsOf({ page, serve }: Consumer, { project, env, last, seconds }: Run): Promise<Result[]> {
  if (page !== undefined) {
    const server = await serveFolder(join(project, page))
    try {
      return await openPage(server.url, seconds)
    } finally {
      server.close()
    }
  }
  if (serve === undefined)
    return last
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .slice(-1)
      .map((line) => JSON.parse(line) as Result)
  const port = await freePort()
  mkdirSync(project, { recursive: true })
  const stop = new AbortController()
  const server = run(serve, { folder: project, env: { ...env, PORT: String(port) }, seconds, signal: stop.signal })
  try {
    const url = `http://localhost:${port}/`
    await Promise.race([
      answers(url, seconds),
      server.then(({ stdout, stderr }) => Promise.reject(new Error(`the server ended: ${stdout}${stderr}`))),
    ])
    return await openPage(url, seconds)
  } finally {
    stop.abort()
    await server.catch(() => undefined)
  }
}

async function answers(url: string, seconds: number): Promise<void> {
  for (let tries = 0; tries < seconds * 2; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`nothing answers at ${url}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** What is wrong with a result, or undefined. */
function faultOf(result: Result | undefined): string | undefined {
  if (result === undefined) return 'gives no result'
  if (result.error !== undefined) return result.error
  if (!(result.accuracy > 0.93)) return `accuracy ${result.accuracy}`
  if (result.backend === 'cpu') return 'falls to the cpu backend'
  if (!result.keras) return 'a Keras file does not come back'
  return undefined
}
