import type { Tensor } from '@tensorflow/tfjs-core'

type Masked = Tensor & { kerasMask?: Tensor; maskTaken?: boolean }

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

/**
 * Whether a multi-head attention layer has taken the mask off a tensor, or off one that it was computed from: as in
 * Keras, later ones then see none. Layers with a `mask` argument still do, for Keras's graph holds theirs.
 */
export function isMaskTaken(tensor: Tensor): boolean {
  return (tensor as Masked).maskTaken === true
}

/** Takes the mask off a tensor for later multi-head attention layers. */
export function setMaskTaken(tensor: Tensor): void {
  if (maskOf(tensor)) (tensor as Masked).maskTaken = true
}
