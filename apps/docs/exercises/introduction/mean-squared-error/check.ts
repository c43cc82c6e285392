import { type Answer, near, wanted } from '../../wanted.ts'

export default function check({ meanSquaredError }: Answer): void {
  wanted(typeof meanSquaredError === 'function', 'Export a function named meanSquaredError.')
  near(meanSquaredError([1, 2, 0, 3], [-1, -1, 0, 2]), 3.5, 'For the table of the exercise')
  near(meanSquaredError([5], [2]), 9, 'For a single error of 3')
  near(meanSquaredError([1, 1], [1, 1]), 0, 'For perfect predictions')
}
