import type * as node from './platform.node.ts'

export { startHelper } from './browser/start-helper.ts'
export { withCommonJs } from './browser/with-common-js.ts'

/** Threads of the processor; browsers count no cores. One where there are no workers: nothing else could help. */
export const physicalCores: typeof node.physicalCores = async () =>
  typeof Worker === 'undefined' ? 1 : Math.max(1, Math.min(navigator.hardwareConcurrency || 1, 16))

export const logicalCores: typeof node.logicalCores = () => navigator.hardwareConcurrency || 1

/** Browsers do not tell. */
export const processorName: typeof node.processorName = () => 'CPU'

export const findLibraries: typeof node.findLibraries = () => ({
  vulkan: undefined,
  nvidiaDriver: undefined,
  cuda11: undefined,
  cudnn8: undefined,
})

export const findPackages: typeof node.findPackages = () => ({ found: [], cores: [], nativePartMissing: [] })

/** Nothing of Node needs to be replaced. */
export const replaceThreads: typeof node.replaceThreads = () => () => {}

export const restoreNodeUtil: typeof node.restoreNodeUtil = () => {}

const bundled = (name: string): Error =>
  new Error(
    `${name} needs Node, and this program was bundled for pages. Bundle with the condition "node", or leave @dlw/backend out of the bundle.`,
  )

export const importOptional: typeof node.importOptional = async (name) => {
  throw bundled(name)
}

/** Browsers have WebGPU or not. */
export const prepareDawn: typeof node.prepareDawn = async () => {
  throw bundled('webgpu')
}
