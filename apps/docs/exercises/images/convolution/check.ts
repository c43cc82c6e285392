import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ convolve }: Answer): void {
  wanted(typeof convolve === 'function', 'Export a function named convolve.')
  const picture = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
    [9, 10, 11, 12],
  ]
  same(convolve(picture, [[1]]), picture, 'A kernel of a single 1 changes nothing')
  same(convolve(picture, [[0, 1]]).length, 3, 'A kernel of one row leaves the height as it is')
  const falling = [
    [1, 0],
    [0, -2],
  ]
  const answer = [
    [-11, -12, -13],
    [-15, -16, -17],
  ]
  same(convolve(picture, falling), answer, 'For a kernel of 2 × 2')
  const across = [
    [-2, -2],
    [-2, -2],
    [-2, -2],
  ]
  same(convolve(picture, [[1, 0, -1]]), across, 'For a kernel of one row and three columns')
  const corner = [
    [0, 1],
    [0, 0],
  ]
  const shifted = [
    [2, 3, 4],
    [6, 7, 8],
  ]
  same(convolve(picture, corner), shifted, 'For a kernel whose upper right number alone is 1')
}
