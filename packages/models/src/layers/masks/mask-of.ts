import type { Tensor } from '@tensorflow/tfjs-core'

type Masked = Tensor & { kerasMask?: Tensor }

/**
 * Mask of the valid steps of a tensor, bool `[rows, steps]`; undefined if all are valid. Attached to the tensor, as in
 * Keras.
 */
export function maskOf(tensor: Tensor): Tensor | undefined {
  return (tensor as Masked).kerasMask ?? undefined
}

/** Sets or removes the mask of a tensor. */
export function setMask(tensor: Tensor, mask: Tensor | undefined): void {
  if (mask) (tensor as Masked).kerasMask = mask
  else delete (tensor as Masked).kerasMask
}
