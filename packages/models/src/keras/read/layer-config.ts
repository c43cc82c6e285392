/** A layer's configuration in Keras's format. */
export type KerasConfig = Readonly<Record<string, unknown>>

/** A layer in a Keras configuration. */
export interface KerasLayer {
  class_name: string
  config: KerasConfig
  module?: string | null
  registered_name?: string | null
}
