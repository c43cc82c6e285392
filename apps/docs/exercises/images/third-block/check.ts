import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ model }: Answer): void {
  wanted(model?.layers !== undefined, 'Export the network as model.')
  const kinds: string[] = model.layers.map((layer: { getClassName(): string }) => layer.getClassName())
  same(kinds.filter((kind) => kind === 'Conv2D').length, 3, 'The number of convolutions')
  same(kinds.filter((kind) => kind === 'MaxPooling2D').length, 3, 'The number of poolings')
  const convolutions = 3 * 3 * 3 * 50 + 50 + 2 * (3 * 3 * 50 * 50 + 50)
  same(model.countParams(), convolutions + 6 * 6 * 50 * 50 + 50 + 50 * 10 + 10, 'The number of parameters')
}
