import { type Answer, near, wanted } from '../../wanted.ts'

export default function check({ cosine }: Answer): void {
  wanted(typeof cosine === 'function', 'Export a function named cosine.')
  near(cosine([1, 2, 2], [2, 4, 4]), 1, 'For the same direction')
  near(cosine([1, 0], [0, 5]), 0, 'For directions at right angles')
  near(cosine([3, 0], [-1, 0]), -1, 'For opposite directions')
  near(cosine([1, 0], [3, 4]), 0.6, 'For [1, 0] and [3, 4]')
}
