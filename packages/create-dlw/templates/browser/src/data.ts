import { loadPenguins, oneHot, standardScaler, trainValidationTestSplit } from '@dlw/data'

/** The four measurements that the network sees, in the order of its inputs. */
export const features = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'] as const

/** Splits the penguins and scales their measurements. Means and deviations come from the training rows alone. */
export function prepare() {
  const penguins = loadPenguins()
    .select('species', ...features)
    .dropMissing()
  const { values: y, classes } = oneHot(penguins.labels('species'))
  const parts = trainValidationTestSplit(
    { x: penguins.drop('species'), y },
    { validationSize: 0.2, testSize: 0.2, seed: 0, stratify: y },
  )
  const scaler = standardScaler().fit(parts.train.x)
  const scale = ({ x, y }: typeof parts.train) => ({ x: scaler.transform(x), y })
  return {
    classes,
    scaler,
    train: scale(parts.train),
    validation: scale(parts.validation),
    test: scale(parts.test),
  }
}

export type Prepared = ReturnType<typeof prepare>
