import { deviationOf, meanOf } from './mean-and-spread.ts'

/** A feature with the mean of its numbers and their standard deviation. */
export interface RankedFeature {
  name: string
  mean: number
  spread: number
}

/** Features by falling importance, and the names of those without a finite number. */
export function rankImportances(
  caller: string,
  importances: Readonly<Record<string, number | ArrayLike<number>>>,
): { ranked: RankedFeature[]; missing: string[] } {
  const missing: string[] = []
  const ranked: RankedFeature[] = []
  for (const [name, given] of Object.entries(importances)) {
    const values = (typeof given === 'number' ? [given] : Array.from(given ?? [])).filter(Number.isFinite)
    if (values.length === 0) missing.push(name)
    else ranked.push({ name, mean: meanOf(values), spread: deviationOf(values, 0) })
  }
  if (ranked.length === 0) {
    throw new RangeError(
      `${caller}: expected a finite number for at least one feature, received ${missing.length} features without. Pass { feature: number }.`,
    )
  }
  return { ranked: ranked.sort((a, b) => b.mean - a.mean), missing }
}
