export function convolve(picture: number[][], kernel: number[][]): number[][] {
  const height = picture.length - kernel.length + 1
  const width = picture[0]!.length - kernel[0]!.length + 1
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      kernel.reduce(
        (total, row, down) => row.reduce((sum, weight, right) => sum + weight * picture[y + down]![x + right]!, total),
        0,
      ),
    ),
  )
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
