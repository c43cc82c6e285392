import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ stopsAfter }: Answer): void {
  wanted(typeof stopsAfter === 'function', 'Export a function named stopsAfter.')
  const losses = [5, 4, 3, 3.5, 3.2, 3.1, 2]
  same(stopsAfter(losses, 3), 6, 'With patience 3, three epochs after the best')
  same(stopsAfter(losses, 4), 7, 'With patience 4 it lives to see the 2, and runs to the end')
  same(stopsAfter([1, 2, 3], 1), 2, 'With patience 1 it stops at the first disappointment')
  same(stopsAfter([1, 1, 1, 1], 2), 3, 'The same loss again is not a better one: with patience 2')
}
