import type { KerasConfig } from './layer-from-keras.ts'

/** A layer in a Keras configuration. */
export interface KerasLayer {
  class_name: string
  config: KerasConfig
  module?: string | null
  registered_name?: string | null
}
