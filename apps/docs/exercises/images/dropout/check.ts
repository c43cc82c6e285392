import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ dropout }: Answer): void {
  wanted(typeof dropout === 'function', 'Export a function named dropout.')
  const numbers = (...values: number[]) => {
    const rest = [...values]
    return () => rest.shift()!
  }
  same(dropout([1, 2, 3, 4], 0.5, numbers(0.1, 0.7, 0.4, 0.9)), [0, 4, 0, 8], 'For a rate of 0.5')
  same(dropout([3, 3], 0.25, numbers(0.3, 0.2)), [4, 0], 'For a rate of 0.25')
  same(dropout([1, 2], 0, numbers(0.3, 0.2)), [1, 2], 'For a rate of 0')
  same(dropout([1, 2], 0.5, numbers(0.5, 0.49)), [2, 0], 'Below the rate, not at it: for 0.5 and 0.49')
}
