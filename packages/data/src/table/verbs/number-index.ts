/** Numbers each value in order of first appearance, as a `Map` would, but without an object for each. NaN equals NaN. */
export class NumberIndex {
  size = 0
  #keys = new Float64Array(1024)
  #places = new Int32Array(1024).fill(-1)
  #mask = 1023
  readonly #number = new Float64Array(1)
  readonly #bits = new Uint32Array(this.#number.buffer)

  /** The number of a value, or -1. */
  get(value: number): number {
    return this.#places[this.#slot(value)]!
  }

  /** The number of a value; a new one where it was not there. */
  add(value: number): number {
    let slot = this.#slot(value)
    if (this.#places[slot]! >= 0) return this.#places[slot]!
    if (2 * this.size > this.#mask) {
      this.#grow()
      slot = this.#slot(value)
    }
    this.#keys[slot] = value
    this.#places[slot] = this.size
    return this.size++
  }

  /** Where a value is, or would be. */
  #slot(value: number): number {
    // 0 and -0 are one value.
    this.#number[0] = value + 0
    // The last steps of MurmurHash3: every bit of the number moves every bit of the place.
    let hash = this.#bits[0]! ^ Math.imul(this.#bits[1]!, 0x9e3779b1)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
    let slot = hash & this.#mask
    while (this.#places[slot]! >= 0) {
      const key = this.#keys[slot]!
      if (key === value || (Number.isNaN(key) && Number.isNaN(value))) return slot
      slot = (slot + 1) & this.#mask
    }
    return slot
  }

  #grow(): void {
    const [keys, places] = [this.#keys, this.#places]
    const length = 4 * keys.length
    this.#keys = new Float64Array(length)
    this.#places = new Int32Array(length).fill(-1)
    this.#mask = length - 1
    for (let old = 0; old < keys.length; old++) {
      if (places[old]! < 0) continue
      const slot = this.#slot(keys[old]!)
      this.#keys[slot] = keys[old]!
      this.#places[slot] = places[old]!
    }
  }
}
