import { writeFile } from 'node:fs/promises'
import { denseNetwork } from '@dlw/models'
import { exportOnnx } from '@dlw/models/onnx'
import { layers, sequential } from '@tensorflow/tfjs-layers'

/** Exports the penguin network. */
export async function exportPenguins(file: string): Promise<Uint8Array> {
  // #region export
  const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 2 })
  const bytes = await exportOnnx(model)
  await writeFile(file, bytes)
  // #endregion
  return bytes
}

/** Exports a network whose sequences have any length. */
export async function exportSeries(): Promise<Uint8Array> {
  // #region length
  const model = sequential()
  model.add(layers.conv1d({ filters: 4, kernelSize: 3, inputShape: [null as unknown as number, 2] }))
  model.add(layers.globalMaxPooling1d())
  const bytes = await exportOnnx(model, { inputShape: [30, 2] })
  // #endregion
  return bytes
}
