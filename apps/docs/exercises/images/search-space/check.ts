import { gridSearch, type SearchSpace, search } from '@dlw/train/tuner'
import { type Answer, same, wanted } from '../../wanted.ts'

export default async function check({ space }: Answer): Promise<void> {
  wanted(typeof space === 'object', 'Export the space.')
  same(Object.keys(space).sort(), ['activation', 'kernelSize'], 'The names in the space')
  const { trials } = await search(() => 0, {
    space: space as SearchSpace,
    strategy: gridSearch(),
    direction: 'min',
    seed: 0,
  })
  const tried = trials.map(({ values }) => `${values.kernelSize} ${values.activation}`).sort()
  same(tried, ['3 relu', '3 tanh', '4 relu', '4 tanh'], 'The combinations of a grid search')
}
