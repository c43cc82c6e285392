import type { Random } from '@dlw/data'

const lengths = [0, 1, 127, 128, 255, 256, 32767, 65535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]

/** Damages the bytes of a file in one to three ways, as broken disks, transfers and attackers do. */
export function damageBytes(file: Uint8Array, random: Random): Uint8Array {
  let bytes = new Uint8Array(file)
  for (let left = random.integer(1, 4); left > 0; left--) bytes = pick([...inPlace, ...moving], random)(bytes, random)
  return bytes
}

/** The same without moving any byte: what refers to a place in the file still finds it. */
export function damageInPlace(file: Uint8Array, random: Random): Uint8Array {
  let bytes = new Uint8Array(file)
  for (let left = random.integer(1, 4); left > 0; left--) bytes = pick(inPlace, random)(bytes, random)
  return bytes
}

/** Damages text in one to three ways: its values, and what stands between them. */
export function damageText(file: Uint8Array, random: Random): Uint8Array {
  let text = new TextDecoder().decode(file)
  for (let left = random.integer(1, 4); left > 0; left--) {
    const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?|"[^"]*"|true|null|[[\]{}:,;\n]/g)]
    const found = numbers[random.integer(0, Math.max(numbers.length, 1))]
    if (!found) break
    text = text.slice(0, found.index) + pick(words, random) + text.slice(found.index + found[0].length)
  }
  return new TextEncoder().encode(text)
}

/** Draws one of a list. */
export function pick<Value>(list: readonly Value[], random: Random): Value {
  return list[random.integer(0, list.length)]!
}

type Bytes = Uint8Array<ArrayBuffer>

/** A place in a file: in half of the cases near its beginning, where headers are. */
const place = (bytes: Bytes, random: Random): number =>
  random.integer(0, Math.max(random.integer(0, 2) ? bytes.length : Math.min(bytes.length, 200), 1))

type Way = (bytes: Bytes, random: Random) => Bytes

const inPlace: readonly Way[] = [
  (bytes, random) => {
    bytes[place(bytes, random)]! ^= 1 << random.integer(0, 8)
    return bytes
  },
  (bytes, random) => {
    bytes[place(bytes, random)] = pick([0, 1, 127, 128, 255, random.integer(0, 256)], random)
    return bytes
  },
  (bytes, random) => {
    const at = place(bytes, random)
    if (at + 4 <= bytes.length)
      new DataView(bytes.buffer).setUint32(at, pick(lengths, random), random.integer(0, 2) === 0)
    return bytes
  },
]

const moving: readonly Way[] = [
  (bytes, random) => bytes.slice(0, place(bytes, random)),
  (bytes, random) => bytes.fill(random.integer(0, 256), place(bytes, random), place(bytes, random)),
  (bytes, random) => {
    const [from, to, at] = [place(bytes, random), place(bytes, random), place(bytes, random)]
    return joined(bytes.subarray(0, at), bytes.subarray(Math.min(from, to), Math.max(from, to)), bytes.subarray(at))
  },
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)]
    return joined(bytes.subarray(0, Math.min(from, to)), bytes.subarray(Math.max(from, to)))
  },
]

const words = [
  '0',
  '-1',
  '1e999',
  'NaN',
  '4294967296',
  '9007199254740993',
  '1.5',
  '""',
  '"__proto__"',
  '"constructor"',
  '"é\\u0000"',
  'null',
  'true',
  '[]',
  '{}',
  '[[[[]]]]',
  ',',
  '\n',
  '"',
  '',
]

/** Joins pieces of bytes. */
export function joined(...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
