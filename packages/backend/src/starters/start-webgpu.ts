import type { Starter } from './starters.ts'

/** The GPU by WebGPU: in browsers that have it, and in Node by Dawn (npm package `webgpu`). */
export const startWebgpu: Starter = async () => {
  throw new Error('webgpu is not installed. Add it with: npm install webgpu')
}
