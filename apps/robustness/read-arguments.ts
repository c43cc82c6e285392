import { parseArgs } from 'node:util'
import { expectInteger, rejectUnknownOptions } from '@dlw/data/arguments'

/** What a campaign takes. */
export interface CampaignArguments<Name extends string> {
  /** What it can run: arguments are parts of these. */
  names: readonly string[]
  /** Its flags, each a whole number from 0, with their defaults. */
  numbers: Readonly<Record<Name, number>>
}

/** Reads `name … --count 20 --seed 0`; ends the process with what is wrong, or after `--help`. */
export function readArguments<Name extends string>(
  program: string,
  { names, numbers }: CampaignArguments<Name>,
): Record<Name, number> & { names: string[] } {
  try {
    const flags = Object.keys(numbers) as Name[]
    const options = Object.fromEntries(flags.map((name) => [name, { type: 'string' as const }]))
    const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: false })
    if (values.help) {
      const shown = flags.map((name) => `[--${name} ${numbers[name]}]`)
      process.stdout.write(`${program} [part of a name …] ${shown.join(' ')}\n\n  ${names.join('\n  ')}\n`)
      process.exit(0)
    }
    const dashed = (list: readonly string[]): string[] => list.map((name) => `--${name}`)
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value]))
    rejectUnknownOptions(program, given, dashed([...flags, 'help']))
    const unknown = positionals.find((part) => !names.some((name) => name.includes(part)))
    if (unknown !== undefined) {
      throw new RangeError(`${program}: expected part of one of ${names.join(', ')}, received ${unknown}.`)
    }
    const read = flags.map((name) => {
      const value = values[name] === undefined ? numbers[name] : Number(values[name])
      expectInteger(program, `--${name}`, value, { min: 0 })
      return [name, value] as const
    })
    return { ...(Object.fromEntries(read) as Record<Name, number>), names: positionals }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return process.exit(2)
  }
}
