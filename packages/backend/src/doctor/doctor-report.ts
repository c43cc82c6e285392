import type { BackendReport } from '../select/backend-report.ts'
import type { InstalledPackages } from './installed-packages.ts'
import type { Libraries } from './libraries.ts'
import type { Speed } from './measure-speed.ts'

/** What {@link backendDoctor} finds. */
export type DoctorReport = {
  readonly system: {
    /** Node's version, or the browser's name for itself. */
    readonly runtime: string
    readonly processor: string
    readonly cores: number
  }
  /** What the WebAssembly engine can do; each makes training faster. */
  readonly wasm: { readonly simd: boolean; readonly relaxedSimd: boolean; readonly sharedMemory: boolean }
  /** Libraries of the system that GPUs need; `undefined` where none are looked for (browsers, macOS, Windows). */
  readonly libraries: Libraries | undefined
  /** The TensorFlow.js packages that this app finds, and every copy of the core among them. */
  readonly packages: InstalledPackages | undefined
  /** What `useBackend()` takes here, and why. */
  readonly backend: BackendReport
  /** How fast that is. */
  readonly speed: Speed
  /** What stands in the way of more, each with the command that helps. */
  readonly advice: readonly { readonly problem: string; readonly remedy: string }[]
}
