#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { backendDoctor } from './doctor/backend-doctor.ts'
import { formatDoctor } from './doctor/format-doctor.ts'

const help = `dlw-backend — what TensorFlow.js can compute on here, what would be taken, and what is missing

  --json  print one JSON object
  --help  print this

DLW_BACKEND=<name> examines that backend.`

const flags = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
const known = Object.keys(flags).map((name) => `--${name}`)

/** The command line of `dlw-backend`. Resolves to the exit code. */
async function commandLine(args: string[]): Promise<number> {
  try {
    const { tokens, values } = parseArgs({ args, options: flags, strict: false, allowPositionals: true, tokens: true })
    for (const token of tokens) {
      if (token.kind === 'option' && Object.hasOwn(flags, token.name) && token.value === undefined) continue
      if (token.kind === 'option-terminator') continue
      const received = args[token.index]!
      throw new RangeError(`dlw-backend: expected ${known.join(' or ')}, received ${received}. See dlw-backend --help.`)
    }
    if (values.help) {
      process.stdout.write(`${help}\n`)
      return 0
    }
    const report = await backendDoctor()
    process.stdout.write(`${values.json ? JSON.stringify(report, undefined, 2) : formatDoctor(report)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  }
}

process.exitCode = await commandLine(process.argv.slice(2))
