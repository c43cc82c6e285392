import { parameterCount } from '@dlw/models'
import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ model }: Answer): void {
  wanted(model?.layers !== undefined, 'Export the network as model.')
  same(model.inputs[0].shape, [null, 64, 64, 3], 'The shape of its input')
  same(model.outputs[0].shape, [null, 10], 'The shape of its output')
  const head = 2 * 64 + 64 * 50 + 50 + 50 * 10 + 10
  same(parameterCount(model).trainable, head, 'The number of parameters that learn')
}
