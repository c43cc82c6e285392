import type { Tensor } from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'

/** An activation by its name, or a layer that serves as one, as model files describe it. */
export type ActivationSetting = string | { className: string; config: Record<string, unknown> }

/** The function of an activation. */
export function activationOf(setting: ActivationSetting | null | undefined): (x: Tensor) => Tensor {
  if (setting === null || setting === undefined || setting === 'linear') return (x) => x
  const { activation } = layers.dense({ units: 1, name: 'settings', activation: setting as 'relu' }) as unknown as {
    activation: { apply(x: Tensor): Tensor }
  }
  return (x) => activation.apply(x)
}
