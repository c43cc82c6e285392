/**
 * Weights of PyTorch.
 *
 * @module
 */
export {
  type FlattenOptions,
  type IncompatibleKeys,
  type LoadStateDictOptions,
  loadStateDict,
} from './load-state-dict.ts'
export type { ModuleMap } from './modules.ts'
export { type SaveStateDictOptions, saveStateDict, toStateDict } from './save-state-dict.ts'
