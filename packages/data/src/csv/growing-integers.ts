/** A list of integers that grows. */
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

  /** Makes room for some more. */
  reserve(count: number): void {
    if (this.length + count <= this.values.length) return
    const grown = new Int32Array(2 * (this.length + count))
    grown.set(this.values)
    this.values = grown
  }
}
