import type { io } from '@tensorflow/tfjs-core'

/** A group of weights and the files that hold them, as in `model.json`. */
export interface WeightsGroup {
  paths: string[]
  weights: io.WeightsManifestEntry[]
}

/**
 * Checks the list of weights in a `model.json`.
 *
 * @throws Error whose message is a clause: what is wrong.
 */
export function checkManifest(manifest: unknown): WeightsGroup[] {
  if (!Array.isArray(manifest)) throw new Error('modelTopology or weightsManifest is missing')
  for (const group of manifest as (WeightsGroup | null)[]) {
    const isList = Array.isArray(group?.paths) && group.paths.every((path) => typeof path === 'string')
    if (!isList || !Array.isArray(group?.weights)) throw new Error('its weightsManifest has no paths or weights')
    checkSpecs(group.weights)
  }
  return manifest as WeightsGroup[]
}

/** Checks the name, shape and type of weights. */
export function checkSpecs(specs: readonly io.WeightsManifestEntry[]): void {
  const names = new Set<string>()
  for (const spec of specs) {
    if (typeof spec?.name !== 'string' || spec.name === '__proto__' || names.has(spec.name))
      throw new Error(`it names the weight ${spec?.name} wrong`)
    names.add(spec.name)
    const isShape = Array.isArray(spec.shape) && spec.shape.every((axis) => Number.isSafeInteger(axis) && axis >= 0)
    if (!isShape) throw new Error(`its weight ${spec.name} has no shape`)
    if (bytesPerValue(spec) === undefined) throw new Error(`its weight ${spec.name} has dtype=${spec.dtype}`)
    const { scale = 1, min = 0 } = (spec.quantization ?? {}) as { scale?: number; min?: number }
    if (!Number.isFinite(scale) || !Number.isFinite(min)) throw new Error(`its weight ${spec.name} has no scale`)
  }
}

/** Returns the size of weights on disk in bytes. */
export function byteLength(specs: readonly io.WeightsManifestEntry[]): number {
  return specs.reduce((sum, spec) => sum + bytesPerValue(spec)! * countOf(spec), 0)
}

/** Returns how many numbers a weight has. */
export const countOf = ({ shape }: io.WeightsManifestEntry): number => shape.reduce((size, axis) => size * axis, 1)

const bytesPer: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  complex64: 8,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
}

function bytesPerValue({ dtype, quantization }: io.WeightsManifestEntry): number | undefined {
  const stored = String(quantization?.dtype ?? dtype)
  return Object.hasOwn(bytesPer, stored) && Object.hasOwn(bytesPer, dtype) ? bytesPer[stored] : undefined
}
