import { engine, getGradient, registerGradient, type Tensor } from '@tensorflow/tfjs-core'

/**
 * On wasm, takes the rectifier's gradient in one pass over memory where tfjs takes three (step, cast, multiply). Other
 * backends keep tfjs's.
 */
export async function registerReluGradient(): Promise<void> {
  // tfjs-core alone knows no gradients; tfjs-layers brings them, in Node too.
  if (getGradient('Relu') === undefined) await import('@tensorflow/tfjs-layers')
  const tfjs = getGradient('Relu')
  registerGradient({
    ...tfjs,
    gradFunc: (dy, saved, attrs) => {
      const [x] = saved as [Tensor]
      if (engine().backendName !== 'wasm' || x.dtype !== 'float32') return tfjs.gradFunc(dy, saved, attrs)
      return { x: () => engine().runKernel('ReluGrad', { dy: dy as Tensor, x }) as Tensor }
    },
  })
}
