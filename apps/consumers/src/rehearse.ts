/**
 * `pnpm release:rehearse`: the whole of a release on this machine. In a fresh clone of the last commit it versions the
 * packages, builds them and publishes them, by the script that the release runs, to a registry on the loopback address;
 * then it installs them from there into an empty project and runs the penguins.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Result } from './consumer.ts'
import { startRegistry } from './registry.ts'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'dlw-rehearsal-'))
const [clone, project] = [join(folder, 'clone'), join(folder, 'project')]
const registry = await startRegistry()

async function step(what: string, command: string, where: string): Promise<string> {
  const { code, stdout, stderr, seconds } = await run(command, { folder: where, seconds: 900 })
  if (code !== 0) throw new Error(`release:rehearse: ${what} failed.\n$ ${command}\n${stdout}${stderr}`)
  process.stdout.write(`✓ ${what} (${Math.round(seconds)} s)\n`)
  return stdout
}

try {
  await step('clone', `git clone --quiet --depth 1 "file://${root}" clone`, folder)
  await step('install the workspace', 'pnpm install --frozen-lockfile --prefer-offline', clone)
  await step('version', 'pnpm version-packages', clone)
  await step('build', "pnpm exec turbo run build --filter='./packages/*' --output-logs=errors-only", clone)
  // npm wants a token for any registry; this one looks at none.
  writeFileSync(join(folder, 'npmrc'), `//${new URL(registry.url).host}/:_authToken=rehearsal\n`)
  process.env.npm_config_userconfig = join(folder, 'npmrc')
  const publish = `node scripts/release/publish.ts --registry ${registry.url} --tags published.txt`
  await step('publish', publish, clone)
  const tags = readFileSync(join(clone, 'published.txt'), 'utf8').trim().split('\n')
  if (tags.length !== 6) throw new Error(`release:rehearse: expected six packages, received ${tags.join(', ')}.`)
  const again = await step('publish again: nothing happens', publish, clone)
  if (!again.includes('nothing to publish')) throw new Error(`release:rehearse: published twice.\n${again}`)
  delete process.env.npm_config_userconfig
  mkdirSync(project)
  const shared = fileURLToPath(new URL('../kinds/shared', import.meta.url))
  cpSync(shared, join(project, 'src'), { recursive: true })
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  writeFileSync(join(project, '.npmrc'), `@dlw:registry=${registry.url}/\n`)
  const names = [...tags.filter((tag) => tag.startsWith('@')), '@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'].join(
    ' ',
  )
  await step('install the packages', `npm install ${names} --no-audit --no-fund --loglevel=error`, project)
  const { backend, accuracy } = JSON.parse(await step('run the penguins', 'node src/node.js', project)) as Result
  if (!(accuracy > 0.93)) throw new Error(`release:rehearse: expected accuracy above 0.93, received ${accuracy}.`)
  const only = `npm --yes --registry=${registry.url} create dlw@latest`
  await step('create a project', `${only} my-model -- --yes`, folder)
  const created = join(folder, 'my-model')
  cpSync(join(project, '.npmrc'), join(created, '.npmrc'))
  await step('install it', 'npm install --no-audit --no-fund --loglevel=error', created)
  await step('run it', 'npm start', created)
  await step('test it', 'npm test', created)
  process.stdout.write(`${tags.join(', ')}: ${backend}, accuracy ${accuracy.toFixed(3)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await registry.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
