import type { Logs } from '../loop/callback.ts'
import { pythonFixed } from '../reports/python-fixed.ts'
import { pythonNumber } from './python-number.ts'

const ordered = (logs: Logs): [string, number][] => {
  const names = Object.keys(logs)
  const own = names.filter((name) => !name.startsWith('val_')).sort()
  const held = names.filter((name) => name.startsWith('val_')).sort()
  return [...own, ...held].map((name) => [name, logs[name]!])
}

/** A value as Keras prints it: small ones in scientific notation. */
function kerasNumber(value: number, small: boolean): string {
  if (!Number.isFinite(value)) return pythonNumber(value)
  return small ? value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2') : pythonFixed(value, 4)
}

/**
 * Values as Keras prints them, in the order of their names: ` - accuracy: 0.9707 - loss: 0.1044`. With `verbose` 2
 * negative values count as small.
 */
export function kerasValues(logs: Logs, verbose: 1 | 2 = 1): string {
  return ordered(logs)
    .map(([name, value]) => ` - ${name}: ${kerasNumber(value, !((verbose === 1 ? Math.abs(value) : value) > 1e-3))}`)
    .join('')
}

/** A duration per step as Keras prints it: `12ms/step`. */
export function kerasPerStep(seconds: number): string {
  if (seconds >= 1 || seconds === 0) return `${pythonFixed(seconds, 0)}s/step`
  return seconds >= 1e-3 ? `${pythonFixed(seconds * 1e3, 0)}ms/step` : `${pythonFixed(seconds * 1e6, 0)}us/step`
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
