import { parseArgs } from 'node:util'
import { nearestName, rejectUnknownOptions } from '@dlw/data/arguments'
import { expectFolder } from './expect-folder.ts'
import { type TemplateName, templateNames } from './templates.ts'

/** What the command line says. */
export type Arguments = {
  /** Where the project goes. */
  folder?: string
  template?: TemplateName
  yes: boolean
  help: boolean
  version: boolean
}

const flags = {
  template: { type: 'string', short: 't' },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/**
 * Reads the command line.
 *
 * @throws RangeError for an unknown flag or template, with the nearest known one, and for more than one folder.
 */
export function readArguments(args: string[]): Arguments {
  const { tokens, values, positionals } = parseArgs({
    args,
    options: flags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const received = token.rawName
    const known = Object.keys(flags).map((name) => `--${name}`)
    if (!Object.hasOwn(flags, token.name))
      rejectUnknownOptions('create-dlw', { [received]: token.value ?? true }, known)
    if (flags[token.name as keyof typeof flags].type === 'boolean' && token.value !== undefined) {
      throw new RangeError(
        `create-dlw: expected no value, received ${received}=${token.value}. Write ${received} alone.`,
      )
    }
  }
  if (positionals.length > 1) {
    // npm keeps flags before the two dashes for itself and passes their values on.
    const template = positionals.find((word) => templateNames.includes(word as TemplateName))
    const advice =
      template === undefined
        ? 'Put a name with spaces in quotes.'
        : `With npm, write flags after two dashes: -- --template ${template}.`
    throw new RangeError(`create-dlw: expected one folder, received ${positionals.join(', ')}. ${advice}`)
  }
  const [folder] = positionals
  return {
    ...(folder !== undefined && { folder: expectFolder(folder) }),
    ...(values.template !== undefined && { template: expectTemplate(values.template) }),
    yes: values.yes === true,
    help: values.help === true,
    version: values.version === true,
  }
}

/** Returns the template of a name, or throws an error with the nearest. */
export function expectTemplate(name: string | boolean): TemplateName {
  if (templateNames.includes(name as TemplateName)) return name as TemplateName
  const nearest = typeof name === 'string' ? nearestName(name, templateNames) : undefined
  throw new RangeError(
    `create-dlw: expected --template ${templateNames.join(', ')}, received ${name === true ? 'none' : `'${name}'`}. ${nearest === undefined ? 'Write for example --template table.' : `Did you mean ${nearest}?`}`,
  )
}
