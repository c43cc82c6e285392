import { env } from '@tensorflow/tfjs-core'
import { isNode } from './is-node.ts'
import { isSoftware } from './is-software.ts'
import type { Starter } from './starter.ts'
import { switchTo } from './switch-to.ts'

/** The GPU by WebGL: slower and less exact than WebGPU, but in every browser. */
export const startWebgl: Starter = async ({ asked, power }) => {
  if (isNode()) throw new Error('webgl needs a browser. In Node, use webgpu or wasm.')
  const device = rendererName(power)
  if (device === undefined) throw new Error('This browser offers no WebGL. Turn its graphics acceleration on.')
  if (isSoftware(device) && !asked) {
    throw new Error(
      `Only a software adapter was found (${device}), and wasm is faster than that. Ask for webgl by name to use it all the same.`,
    )
  }
  await import('@tensorflow/tfjs-backend-webgl')
  if (!(env().getNumber('WEBGL_VERSION') > 0)) throw new Error('TensorFlow.js finds no WebGL that it can use.')
  await switchTo('webgl')
  return { kind: 'gpu', device, threads: 1 }
}

/** The GPU behind WebGL as its driver names it, or undefined if there is no WebGL. */
function rendererName(power: 'high' | 'low'): string | undefined {
  const powerPreference = power === 'low' ? 'low-power' : 'high-performance'
  const canvas = typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(1, 1)
  const gl = canvas.getContext('webgl2', { powerPreference }) as WebGL2RenderingContext | null
  if (gl === null) return undefined
  const details = gl.getExtension('WEBGL_debug_renderer_info')
  const name = String(gl.getParameter(details?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return name
}
