import { findLibraries, findPackages, physicalCores, processorName } from '#platform'
import { isNode, node } from '../select/is-node.ts'
import { useBackend } from '../select/use-backend.ts'
import { bytesFromBase64 } from '../wasm/native/bytes-from-base64.ts'
import type { DoctorReport } from './doctor-report.ts'
import { measureSpeed } from './measure-speed.ts'
import { problems } from './problems.ts'

/** The smallest modules that use a feature; an engine without it refuses them. */
const simd = 'AGFzbQEAAAABBQFgAAF7AwIBAAoKAQgAQQD9D/1iCw=='
const relaxed = 'AGFzbQEAAAABBQFgAAF7AwIBAAoPAQ0AQQH9D0EB/Q/9gAIL'

/**
 * Examines this machine: what it could compute on, what {@link useBackend} takes and how fast that is, what is missing
 * and which command gets it. Puts the backend it finds in force, and measures it for about two seconds.
 *
 * @see `dlw-backend` on the command line, which prints this as a table or as JSON.
 * @see TensorFlow: `tf.config.list_physical_devices()`, `tf.sysconfig.get_build_info()`
 * @example
 * ```ts
 * import { backendDoctor } from '@dlw/backend'
 *
 * const { backend, speed, advice } = await backendDoctor()
 * console.log(backend.tried.at(-1)?.ok, speed.matMulGflops > 0, advice.length < 10) // → true true true
 * ```
 */
export async function backendDoctor(): Promise<DoctorReport> {
  const { versions, platform, arch } = node() ?? {}
  const system = {
    runtime: isNode() ? `Node ${versions!.node} on ${platform} ${arch}` : navigator.userAgent,
    processor: processorName(),
    cores: await physicalCores(),
  }
  const wasm = {
    simd: WebAssembly.validate(bytesFromBase64(simd)),
    relaxedSimd: WebAssembly.validate(bytesFromBase64(relaxed)),
    sharedMemory: typeof SharedArrayBuffer !== 'undefined',
  }
  const found = {
    libraries: isNode() && platform === 'linux' ? findLibraries() : undefined,
    packages: isNode() ? findPackages() : undefined,
  }
  const backend = await useBackend()
  const speed = await measureSpeed()
  return { system, wasm, ...found, backend, speed, advice: problems({ ...found, wasm, backend }) }
}
