import { useBackend } from '@dlw/backend'
import { loadPenguins, oneHot, standardScaler, type Table, trainTestSplit } from '@dlw/data'
import { denseNetwork, siameseNetwork } from '@dlw/models'
import { compile, fit, predict } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import type { TrainingOptions } from '../training-options.ts'
import { drawPairs, type Pairs } from './pairs.ts'

/** Step 3: complete penguins on one scale, three tenths of them kept back. */
export function prepare(penguins: Table) {
  const [species, sex] = [penguins.labels('species'), penguins.labels('sex')]
  const features = penguins.drop('species', 'island', 'sex')
  const { values: y, classes } = oneHot(species)
  const { train, test } = trainTestSplit(
    { x: features, y, species, sex },
    { testSize: 0.3, seed: 0, stratify: species },
  )
  const scaler = standardScaler().fit(train.x)
  const [known, unseen] = [scaler.transform(train.x), scaler.transform(test.x)]
  return { train, test, known, unseen, classes }
}

/** Step 3: pairs of penguins, as many of one species as of two. */
export function pairUp({ train, test, known, unseen }: ReturnType<typeof prepare>) {
  // #region pairs
  const pairs = drawPairs(known.toArray(), train.species, { count: 1024, seed: 0 })
  const unseenPairs = drawPairs(unseen.toArray(), test.species, { count: 512, seed: 1 })
  // #endregion
  return { pairs, unseenPairs }
}

/** Steps 4 and 5: one base for both penguins of a pair. */
export function build(seed: number) {
  // #region siamese
  const base = denseNetwork({ inputs: 4, hidden: [16], outputs: 2, name: 'base', seed })
  const model = siameseNetwork(base)
  // #endregion
  // #region compile
  compile(model, { optimizer: 'adam', loss: 'mse', learningRate: 0.01 })
  // #endregion
  return { base, model }
}

/** Step 6. */
export async function learn(
  model: LayersModel,
  { pairs, unseenPairs }: { pairs: Pairs; unseenPairs: Pairs },
  { seed, epochs, progress }: TrainingOptions,
) {
  // #region fit
  const history = await fit(model, pairs, { epochs, seed, validation: unseenPairs, callbacks: [progress] })
  // #endregion
  return history
}

/** Step 7: how alike the penguins of each pair are, and where the base puts each penguin. */
export async function compare(
  { base, model }: ReturnType<typeof build>,
  { unseen, unseenPairs }: { unseen: Table; unseenPairs: Pairs },
) {
  // #region predict
  const likeness = (await predict(model, unseenPairs.x)).flat()
  const vectors = await predict(base, unseen)
  // #endregion
  return { likeness, vectors }
}

/** Runs in the page: trains on pairs of penguins and shows where the base puts those it has never seen. */
export async function siamese({ seed, device, epochs }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const prepared = prepare(loadPenguins().dropMissing())
  const pairs = pairUp(prepared)
  const network = build(seed)
  await learn(network.model, pairs, { seed, epochs, progress: context.training('pairs') })
  const { vectors } = await compare(network, { ...prepared, ...pairs })
  const { species } = prepared.test
  return { places: vectors.map(([x, y], row) => ({ x, y, label: species[row]! })) }
}
