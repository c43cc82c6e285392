import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Builds a sequential model that has not been: until then it knows no names of its inputs and outputs. */
export function ensureBuilt(model: LayersModel): void {
  if (model.outputNames.length === 0 && model.layers.length > 0) (model as unknown as { build(): void }).build()
}
