import { execFile } from 'node:child_process'

/** The environment variable that spares the processes of one program a probe each. */
const remembered = 'DLW_GPU_PROBE'

/** Asks Dawn for an adapter and prints how it calls itself. Arguments: the address of the package, the preference. */
const program = `const [address, powerPreference] = process.argv.slice(1)
const { create, globals } = await import(address)
Object.assign(globalThis, globals)
const adapter = await create([]).requestAdapter({ powerPreference })
const { vendor = '', architecture = '', device = '', description = '' } = adapter?.info ?? {}
process.stdout.write(JSON.stringify(adapter ? [vendor, architecture, device, description].join(' ').trim() : null))
process.exit(0)`

/**
 * The GPU that Dawn would take, by the names it gives itself, or undefined if there is none. Drivers print to the
 * terminal of the process that looks for them: so another process looks, once, and what it printed becomes a reason.
 *
 * @param address Of the package `webgpu`.
 * @throws Error with the first line that was printed, if the other process fails.
 */
export async function probeAdapter(address: string, power: 'high' | 'low'): Promise<string | undefined> {
  const powerPreference = power === 'low' ? 'low-power' : 'high-performance'
  const known = process.env[remembered]
  if (known?.startsWith(`${powerPreference} `)) return known.slice(powerPreference.length + 1) || undefined
  const printed = await new Promise<string>((resolve, reject) => {
    const parameters = ['--input-type=module', '--eval', program, address, powerPreference]
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' }
    execFile(process.execPath, parameters, { env, timeout: 30_000 }, (cause, stdout, stderr) => {
      const [said] = stderr.split('\n').filter((line) => line.trim() !== '')
      if (cause) reject(new Error(`Looking for a GPU failed: ${said ?? cause.message}`, { cause }))
      else resolve(stdout)
    })
  })
  const name = JSON.parse(printed) as string | null
  process.env[remembered] = `${powerPreference} ${name ?? ''}`
  return name ?? undefined
}
