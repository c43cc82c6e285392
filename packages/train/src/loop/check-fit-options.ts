import { expectInteger } from '@dlw/data/arguments'

/** Refuses numbers of {@link FitOptions} out of range; NaN and what is left out, too. */
export function checkFitOptions(
  caller: string,
  {
    seed,
    initialEpoch,
    ...counts
  }: Record<'epochs' | 'batchSize' | 'gradientAccumulationSteps' | 'seed' | 'initialEpoch', number>,
): void {
  for (const [name, value] of Object.entries(counts)) expectInteger(caller, name, value)
  expectInteger(caller, 'seed', seed, {
    min: Number.MIN_SAFE_INTEGER,
    advice: 'Pass one, for example 0, so that the run can be repeated.',
  })
  expectInteger(caller, 'initialEpoch', initialEpoch, { min: 0, advice: 'Pass 0 to start at the first epoch.' })
}
