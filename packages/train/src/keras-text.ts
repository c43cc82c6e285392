import type { Logs } from './callback.ts'

const ordered = (logs: Logs): [string, number][] => {
  const names = Object.keys(logs)
  const own = names.filter((name) => !name.startsWith('val_')).sort()
  const held = names.filter((name) => name.startsWith('val_')).sort()
  return [...own, ...held].map((name) => [name, logs[name]!])
}

/** A number as Python's `'%.4e'` writes it. */
const scientific = (value: number): string => value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2')

/** Values as Keras prints them: ` - accuracy: 0.9707 - loss: 0.1044`, below 0.001 in scientific notation. */
export function kerasValues(logs: Logs): string {
  return ordered(logs)
    .map(([name, value]) => ` - ${name}: ${Math.abs(value) > 1e-3 ? value.toFixed(4) : kerasSmall(value)}`)
    .join('')
}

const kerasSmall = (value: number): string => (Number.isNaN(value) ? 'nan' : scientific(value))

/** A duration per step as Keras prints it: `12ms/step`. */
export function kerasPerStep(seconds: number): string {
  if (seconds >= 1 || seconds === 0) return `${seconds.toFixed(0)}s/step`
  return seconds >= 1e-3 ? `${(seconds * 1e3).toFixed(0)}ms/step` : `${(seconds * 1e6).toFixed(0)}us/step`
}

/** A remaining time as Keras prints it: `5s`, `1:05`, `1:00:05`. */
export function kerasRemaining(seconds: number): string {
  const whole = Math.floor(seconds)
  const two = (value: number): string => String(value).padStart(2, '0')
  if (seconds > 3600) return `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`
  return seconds > 60 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${whole}s`
}

/** Keras's bar, 20 wide, green where done: ` 3/24 ━━━━…`. */
export function kerasBar(done: number, all: number, width = 20): string {
  const count = `${String(done).padStart(String(all).length)}/${all}`
  const filled = Math.floor((width * done) / all)
  const green = filled > 0 ? `\u001b[32m${'━'.repeat(filled)}\u001b[0m` : ''
  return `\u001b[1m${count}\u001b[0m ${green}\u001b[37m${'━'.repeat(width - filled)}\u001b[0m`
}
