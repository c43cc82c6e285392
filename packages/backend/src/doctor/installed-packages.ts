/** The TensorFlow.js packages of an app. */
export type InstalledPackages = {
  readonly found: readonly { readonly name: string; readonly version: string; readonly path: string }[]
  /** Folders of every copy of `@tensorflow/tfjs-core` that these packages use; more than one is a fault. */
  readonly cores: readonly string[]
  /** Whether tfjs-node or tfjs-node-gpu is there without the native part that its install script downloads. */
  readonly nativePartMissing: readonly string[]
}
