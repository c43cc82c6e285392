import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { ask } from './ask.ts'
import { nextSteps } from './next-steps.ts'
import { readArguments } from './read-arguments.ts'
import { templateNames } from './templates.ts'
import { writeProject } from './write-project.ts'

describe('readArguments', () => {
  it.each([
    [[], { yes: false }],
    [['--yes', '-t', 'text'], { yes: true, template: 'text' }],
    [['--template=browser'], { template: 'browser' }],
    [['-h'], { help: true }],
  ])('reads %j', (args, expected) => {
    expect(readArguments(args)).toMatchObject(expected)
  })

  it.each([
    [['--tempalte', 'text'], 'received --tempalte=true. Did you mean --template?'],
    [['--quiet'], 'received --quiet=true. Remove it.'],
    [['--template', 'txt'], "received 'txt'. Did you mean text?"],
    [['--template', 'toString'], 'expected --template table, images, text, browser'],
    [['--template'], 'received none. Write for example --template table.'],
    [['--yes=no'], 'received --yes=no. Write --yes alone.'],
    [['my', 'model'], 'received my, model. Put a name with spaces in quotes.'],
    [['my-model', 'text'], 'With npm, write flags after two dashes: -- --template text.'],
    [['My Modèle!'], "received 'My Modèle!'. Use for example my-mode-le."],
    [['node_modules'], 'Use for example my-model.'],
    [['-'.concat('-toString')], 'received --toString=true'],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(message)
    expect(() => readArguments(args)).toThrow(/^create-dlw: expected /)
  })
})

it('takes a new folder or an empty one, and no other', () => {
  const folder = temporaryDirectory()
  const [full, cloned, file] = [join(folder, 'full'), join(folder, 'cloned'), join(folder, 'file')]
  for (const path of [join(full, 'src'), join(cloned, '.git')]) mkdirSync(path, { recursive: true })
  writeFileSync(file, '')
  expect(readArguments([join(folder, 'new')]).folder).toBe(join(folder, 'new'))
  expect(readArguments([cloned]).folder).toBe(cloned)
  expect(() => readArguments([full])).toThrow('with src. Choose another name.')
  expect(() => readArguments([file])).toThrow('received the file')
  expect(() => writeProject(join(file, 'inside'), 'table')).toThrow('create-dlw: expected a folder that can be written')
})

it.each(templateNames)(
  'writes a project of the template %s: its name, a version for each package, its hidden file',
  (name) => {
    const folder = join(temporaryDirectory(), 'penguin-model')
    writeProject(folder, name)
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['.gitignore', 'README.md', 'src', 'test', 'tsconfig.json']),
    )
    expect(existsSync(join(folder, 'gitignore'))).toBe(false)
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    expect(manifest.name).toBe('penguin-model')
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter((version) => typeof version !== 'string' || version === '*')).toEqual([])
  },
)

it('lists what comes next in the words of the package manager', () => {
  process.env.npm_config_user_agent = 'pnpm/12.0.0 npm/? node/v24.0.0 linux x64'
  expect(nextSteps(join(process.cwd(), 'my-model'), 'table')).toContain('  cd my-model\n  pnpm install\n  pnpm start ')
  delete process.env.npm_config_user_agent
  expect(nextSteps(process.cwd(), 'browser')).toContain('in this folder. Next:\n\n  npm install\n  npm start ')
})

describe('ask', () => {
  const answersTo = async (lines: string[], given = {}) => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    let said = ''
    output.on('data', (text) => {
      said += text
      // One answer for each question.
      if (/\): $/.test(String(text))) lines.length > 0 ? input.write(`${lines.shift()}\n`) : input.end()
    })
    return { answers: await ask(given, { input, output }), said: () => said }
  }

  it('asks for the name and the template, and again after an answer that is none', async () => {
    const folder = join(temporaryDirectory(), 'seals')
    const { answers, said } = await answersTo(['A B', folder, 'txet', '3'])
    expect(answers).toEqual({ folder, template: 'text' })
    expect(said()).toContain('Use for example a-b.')
    expect(said()).toContain('Did you mean text?')
  })

  it('takes what stands in brackets for an empty answer, and asks for nothing that is known', async () => {
    const folder = join(temporaryDirectory(), 'seals')
    expect((await answersTo([''], { folder })).answers).toEqual({ folder, template: 'table' })
    expect((await answersTo([], { folder, template: 'images' })).answers).toEqual({ folder, template: 'images' })
  })

  it('creates nothing when the answers end', async () => {
    await expect(answersTo([])).rejects.toThrow('create-dlw: nothing was created.')
  })
})

it('the project of a table runs, saves its model and predicts with it', () => {
  const cwd = temporaryDirectory()
  const program = (name: string) => {
    const file = fileURLToPath(new URL(`../templates/table/src/${name}.ts`, import.meta.url))
    const run = spawnSync(process.execPath, ['--conditions=@dlw/source', '--no-warnings', file], {
      cwd,
      encoding: 'utf8',
    })
    expect(run.status, run.stderr).toBe(0)
    return run.stdout
  }
  program('main')
  expect(JSON.parse(readFileSync(join(cwd, 'out/results.json'), 'utf8')).accuracy).toBeGreaterThan(0.93)
  expect(program('predict')).toBe('Gentoo\n')
})
