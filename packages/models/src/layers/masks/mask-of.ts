import type { Tensor } from '@tensorflow/tfjs-core'

type Masked = Tensor & { kerasMask?: Tensor }

/** Which steps of a tensor count, `[rows, steps]` of bool; undefined when all do. Travels with the tensor, as in Keras. */
export function maskOf(tensor: Tensor): Tensor | undefined {
  return (tensor as Masked).kerasMask ?? undefined
}

/** Gives a tensor its mask, or takes it away. */
export function setMask(tensor: Tensor, mask: Tensor | undefined): void {
  if (mask) (tensor as Masked).kerasMask = mask
  else delete (tensor as Masked).kerasMask
}
