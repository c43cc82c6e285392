import type { Random } from '@dlw/data'
import { pick } from './damage.ts'

/** Changes one to three values of a JSON file, which stays JSON: what reads it must look at each value. */
export function damageJson(file: Uint8Array, random: Random): Uint8Array {
  const root = { value: JSON.parse(new TextDecoder().decode(file)) as unknown }
  for (let left = random.integer(1, 4); left > 0; left--) {
    const places = placesIn(root)
    if (places.length === 0) break
    const { holder, key } = pick(places, random)
    const values = holder as Record<string, unknown>
    const way = random.integer(0, 6)
    if (way === 0 && Array.isArray(holder)) holder.splice(Number(key), 1)
    else if (way === 0) delete values[key]
    else if (way === 1) values[key] = structuredClone(pick(places, random).value)
    else if (way === 2 && Array.isArray(holder)) holder.push(structuredClone(values[key]))
    else if (way === 2)
      Object.defineProperty(values, pick(names, random), {
        value: structuredClone(values[key]),
        enumerable: true,
        writable: true,
        configurable: true,
      })
    else if (way === 3) values[key] = near(values[key], random)
    else values[key] = structuredClone(pick(strange, random))
  }
  return new TextEncoder().encode(JSON.stringify(root.value) ?? 'null')
}

interface Place {
  holder: object
  key: string
  value: unknown
}

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    found.push({ holder: value, key, value: inner })
    placesIn(inner, found)
  }
  return found
}

/** A value of the same type, a little off. */
function near(value: unknown, random: Random): unknown {
  if (typeof value === 'number') return pick([value + 1, value - 1, -value, value * 1000, value / 3], random)
  if (typeof value === 'string') return pick([value.slice(1), `${value} `, value.toUpperCase(), ''], random)
  return typeof value === 'boolean' ? !value : [value]
}

const names = ['__proto__', 'constructor', 'name', 'class_name', 'shape', '', 'toString']
const strange = [
  0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53,
  null,
  true,
  '',
  'NaN',
  '__proto__',
  'a name with spaces',
  [],
  {},
  [null],
  { class_name: 'Dense', config: {} },
  'x'.repeat(10_000),
]
