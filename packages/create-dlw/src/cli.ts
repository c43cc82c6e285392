#!/usr/bin/env node
import { ask } from './ask.ts'
import { expectFolder } from './expect-folder.ts'
import { nextSteps } from './next-steps.ts'
import { readArguments } from './read-arguments.ts'
import { templateNames, templates } from './templates.ts'
import { version, writeProject } from './write-project.ts'

const help = `npm create dlw@latest [folder] -- [flags]

Creates a deep learning project in TypeScript that runs at once.

  -t, --template NAME  what to start from (table):
${templateNames.map((name) => `                       ${name.padEnd(8)} ${templates[name].replace(/^[^:]*: /, '')}`).join('\n')}
  -y, --yes            asks nothing
  -h, --help           prints this
  -v, --version        prints the version

With pnpm, Yarn and Bun leave out the two dashes: pnpm create dlw my-model --template images`

/** The command line of `create-dlw`. Resolves to the exit code. */
async function commandLine(args: string[]): Promise<number> {
  try {
    const { yes, help: asked, version: number, ...given } = readArguments(args)
    if (asked || number) {
      process.stdout.write(`${asked ? help : version}\n`)
      return 0
    }
    const { stdin: input, stdout: output } = process
    const complete = given.folder !== undefined && given.template !== undefined
    const { folder, template } =
      !yes && !complete && input.isTTY
        ? await ask(given, { input, output })
        : { folder: given.folder ?? expectFolder('my-model'), template: given.template ?? 'table' }
    writeProject(folder, template)
    output.write(`${nextSteps(folder, template)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  }
}

process.exitCode = await commandLine(process.argv.slice(2))
