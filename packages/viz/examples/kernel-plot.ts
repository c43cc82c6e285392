import { kernelPlot } from '@dlw/viz'

/** Four classic kernels: edges, blur, vertical and horizontal gradients. */
const kernels = [
  [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  [1, 2, 1, 2, 4, 2, 1, 2, 1],
  [-4, 0, 4, -8, 0, 8, -4, 0, 4],
  [-4, -8, -4, 0, 0, 0, 4, 8, 4],
]
const weights = Array.from({ length: 9 }, (_, position) => kernels.map((kernel) => kernel[position]! / 8))
export const figure: SVGSVGElement = kernelPlot({ shape: [3, 3, 1, 4], data: weights.flat() })
