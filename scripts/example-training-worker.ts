import { useBackend } from '@dlw/backend'
import { denseNetwork } from '@dlw/models'
import { compile, serveFit } from '@dlw/train'

/** The worker of the example of `fitInWorker`: the example runner copies this file beside the examples. */
serveFit({
  async build() {
    await useBackend({ prefer: 'cpu' })
    const network = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 0 })
    compile(network, { loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate: 0.01 })
    return network
  },
})
