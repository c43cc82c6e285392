import { useBackend } from '@dlw/backend'
import { decodeOneHot, loadPenguins, standardScaler } from '@dlw/data'
import { accuracy } from '@dlw/train'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import { build, learn, predictSpecies, prepare } from './steps.ts'

/** Runs in the page: trains with the seeds 0 to 29, on raw and on standardised features, and measures on the test set. */
export async function manySeeds({ device, epochs }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const raw = prepare(loadPenguins())
  const scaler = standardScaler().fit(raw.train.x)
  const standardised = {
    ...raw,
    train: { ...raw.train, x: scaler.transform(raw.train.x) },
    test: { ...raw.test, x: scaler.transform(raw.test.x) },
  }
  const actual = decodeOneHot(raw.test.y, raw.target.classes)
  for (let seed = 0; seed < 30; seed++) {
    for (const [name, penguins] of Object.entries({ 'raw features': raw, standardised })) {
      const model = build(seed)
      await learn(model, penguins.train, { seed, epochs, progress: {} })
      const { predicted } = await predictSpecies(model, penguins)
      context.score(name, seed, accuracy(actual, predicted))
      model.dispose()
    }
  }
  return {}
}
