import { env } from '@tensorflow/tfjs-core'
import { isNode } from '../is-node.ts'
import type { Starter } from './starters.ts'
import { switchTo } from './switch-to.ts'

/** The GPU by WebGL: slower and less exact than WebGPU, but in every browser. */
export const startWebgl: Starter = async ({ asked }) => {
  if (isNode()) throw new Error('webgl needs a browser. In Node, use webgpu or wasm.')
  const { GPGPUContext } = await import('@tensorflow/tfjs-backend-webgl')
  if (!(env().getNumber('WEBGL_VERSION') > 0))
    throw new Error('This browser offers no WebGL. Enable graphics acceleration.')
  await switchTo('webgl')
  void GPGPUContext
  void asked
  return { kind: 'gpu', device: 'WebGL', threads: 1 }
}
