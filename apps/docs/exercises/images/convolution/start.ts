export function convolve(picture: number[][], kernel: number[][]): number[][] {
  // Lay the kernel on every place where it fits whole; multiply what lies on each other, and add up.
  return picture
}

const edges = [
  [-1, -1, -1],
  [0, 0, 0],
  [1, 1, 1],
]
console.log(
  convolve(
    [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [5, 5, 5, 5],
      [5, 5, 5, 5],
    ],
    edges,
  ),
)
