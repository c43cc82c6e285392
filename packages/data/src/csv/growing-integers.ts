/** A growable list of integers. */
export class GrowingIntegers {
  values: Int32Array
  length = 0

  constructor(capacity: number) {
    this.values = new Int32Array(capacity)
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(1)
    this.values[this.length++] = value
  }

  /** Ensures capacity for more values. */
  reserve(count: number): void {
    if (this.length + count <= this.values.length) return
    const grown = new Int32Array(this.length + Math.max(count, this.length))
    grown.set(this.values)
    this.values = grown
  }
}
