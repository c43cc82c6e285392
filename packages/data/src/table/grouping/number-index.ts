/** Rows with equal values: the number of each row's value, and the first row with each value. */
export interface ValueCodes {
  /** Numbers values in order of first appearance. Equal values have equal numbers. */
  readonly codes: Int32Array
  /** First row with each value. */
  readonly firstRows: Int32Array
}

/** Numbers the distinct values of a column, and finds them in other columns. NaN equals NaN, 0 equals -0. */
export class NumberIndex implements ValueCodes {
  readonly codes: Int32Array
  readonly firstRows: Int32Array
  readonly #slots: Slots

  constructor(values: Float64Array) {
    const range = integerRange(values)
    this.#slots = range ? new DirectSlots(range) : new HashedSlots()
    this.codes = new Int32Array(values.length)
    const firstRows = new Int32Array(values.length)
    const size = this.#slots.add(values, this.codes, firstRows)
    this.firstRows = firstRows.subarray(0, size)
  }

  /** Returns the number of each value, or -1 for one that the column does not have. */
  find(values: Float64Array): Int32Array {
    return this.#slots.find(values)
  }
}

interface Slots {
  /** Numbers values; returns how many are distinct. */
  add(values: Float64Array, codes: Int32Array, firstRows: Int32Array): number
  find(values: Float64Array): Int32Array
}

/** Returns the minimum and the width of a column of integers, unless they lie too far apart for a slot each. */
function integerRange(values: Float64Array): { least: number; width: number } | undefined {
  let least = Infinity
  let greatest = -Infinity
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (!(value === Math.floor(value))) return undefined
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  const width = greatest - least + 1
  return values.length > 0 && width <= 4 * values.length + 1024 ? { least, width } : undefined
}

/** One slot for each integer of a range. */
class DirectSlots implements Slots {
  readonly #least: number
  readonly #numbers: Int32Array

  constructor({ least, width }: { least: number; width: number }) {
    this.#least = least
    this.#numbers = new Int32Array(width).fill(-1)
  }

  add(values: Float64Array, codes: Int32Array, firstRows: Int32Array): number {
    const [numbers, least] = [this.#numbers, this.#least]
    let size = 0
    for (let row = 0; row < values.length; row++) {
      const slot = values[row]! - least
      let number = numbers[slot]!
      if (number < 0) {
        number = numbers[slot] = size
        firstRows[size++] = row
      }
      codes[row] = number
    }
    return size
  }

  find(values: Float64Array): Int32Array {
    const [numbers, least] = [this.#numbers, this.#least]
    const found = new Int32Array(values.length)
    for (let row = 0; row < values.length; row++) {
      const slot = values[row]! - least
      found[row] = slot >= 0 && slot < numbers.length && slot === Math.floor(slot) ? numbers[slot]! : -1
    }
    return found
  }
}

/** A hash table with open addressing, at most half full. */
class HashedSlots implements Slots {
  #keys = new Float64Array(1024)
  #numbers = new Int32Array(1024).fill(-1)
  #size = 0

  add(values: Float64Array, codes: Int32Array, firstRows: Int32Array): number {
    const hashes = hashesOf(values)
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!
      let slot = this.#slot(value, hashes[row]!)
      let number = this.#numbers[slot]!
      if (number < 0) {
        if (2 * this.#size >= this.#keys.length) {
          this.#grow()
          slot = this.#slot(value, hashes[row]!)
        }
        number = this.#size++
        firstRows[number] = row
        this.#keys[slot] = value
        this.#numbers[slot] = number
      }
      codes[row] = number
    }
    return this.#size
  }

  find(values: Float64Array): Int32Array {
    const hashes = hashesOf(values)
    const found = new Int32Array(values.length)
    for (let row = 0; row < values.length; row++) found[row] = this.#numbers[this.#slot(values[row]!, hashes[row]!)]!
    return found
  }

  /** Finds the slot of a value, or the one where it would be stored. */
  #slot(value: number, hash: number): number {
    const [keys, numbers, mask] = [this.#keys, this.#numbers, this.#keys.length - 1]
    let slot = hash & mask
    while (numbers[slot]! >= 0) {
      const key = keys[slot]!
      if (key === value || (Number.isNaN(key) && Number.isNaN(value))) break
      slot = (slot + 1) & mask
    }
    return slot
  }

  #grow(): void {
    const [keys, numbers] = [this.#keys, this.#numbers]
    const hashes = hashesOf(keys)
    this.#keys = new Float64Array(8 * keys.length)
    this.#numbers = new Int32Array(8 * keys.length).fill(-1)
    for (let old = 0; old < keys.length; old++) {
      if (numbers[old]! < 0) continue
      const slot = this.#slot(keys[old]!, hashes[old]!)
      this.#keys[slot] = keys[old]!
      this.#numbers[slot] = numbers[old]!
    }
  }
}

/** Hashes the bits of numbers with the finalizer of MurmurHash3: every bit affects every bit of the hash. */
function hashesOf(values: Float64Array): Int32Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, 2 * values.length)
  const hashes = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    // All bit patterns of NaN are one value, and so are 0 and -0.
    if (value === 0 || Number.isNaN(value)) continue
    let hash = bits[2 * row]! ^ Math.imul(bits[2 * row + 1]!, 0x9e3779b1)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hashes[row] = hash ^ (hash >>> 16)
  }
  return hashes
}
