import { type Answer, near, wanted } from '../../wanted.ts'

export default function check({ standardise }: Answer): void {
  wanted(typeof standardise === 'function', 'Export a function named standardise.')
  const [middle, high] = standardise([2, 4, 6], [4, 6])
  near(middle, 0, 'The mean itself becomes')
  near(high, 2 / Math.sqrt(8 / 3), 'For 6, divide by the standard deviation of all of 2, 4, 6:')
  near(standardise([0, 10], [100])[0], 19, 'The mean and deviation are those of train, not of the values: for 100')
}
