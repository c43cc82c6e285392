/** Every device that {@link useBackend} knows, by the name it is asked for. */
export type BackendName = 'tfjs-node-gpu' | 'webgpu' | 'tfjs-node' | 'webgl' | 'wasm' | 'cpu'

/** What became of one candidate. */
export type BackendAttempt = {
  readonly name: BackendName
  /** Whether it trained the proof step and is now active. */
  readonly ok: boolean
  /** Why it was taken or passed over, in words for the user. */
  readonly reason: string
  /** How long the attempt took, proof step included. */
  readonly milliseconds: number
}

/** What {@link useBackend} chose, and why. */
export type BackendReport = {
  /** The active device. */
  readonly name: BackendName
  /** `'gpu'` for WebGPU, WebGL and CUDA; `'cpu'` for everything else. */
  readonly kind: 'gpu' | 'cpu'
  /** The device as its driver or operating system names it. */
  readonly device: string
  /** How many threads compute; 1 where the number has no meaning. */
  readonly threads: number
  /** Every candidate that was tried, in order; the last one is the chosen one. */
  readonly tried: readonly BackendAttempt[]
}
