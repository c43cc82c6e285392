import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ model }: Answer): void {
  wanted(model?.layers !== undefined, 'Export the network as model.')
  const units = model.layers.map((layer: { units?: number }) => layer.units).filter((count: unknown) => count)
  same(units, [10, 5, 3], 'The neurons of the layers')
  same(model.countParams(), 4 * 10 + 10 + 10 * 5 + 5 + 5 * 3 + 3, 'The number of parameters')
  const bends = model.layers.map((layer: { getConfig(): { activation?: string } }) => layer.getConfig().activation)
  same(bends.filter(Boolean), ['relu', 'relu', 'softmax'], 'The activations of the layers')
}
