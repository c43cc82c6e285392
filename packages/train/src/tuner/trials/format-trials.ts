import { pythonNumber } from '../../callbacks/python-number.ts'
import type { SearchResult } from '../run/search-result.ts'
import type { ParameterValue } from '../space/parameter.ts'

/** Options of {@link formatTrials}. */
export interface FormatTrialsOptions {
  /** How many trials to show, the best first. Defaults to 10. */
  count?: number
}

/**
 * The best trials of a search, in the layout of Keras Tuner; parameters that no trial read are named at the end.
 *
 * @see keras_tuner `Tuner.results_summary`
 * @example
 * ```ts
 * import { formatTrials, gridSearch, integer, search } from '@dlw/train/tuner'
 *
 * const result = await search(({ units }) => 1 / units, {
 *   space: { units: integer({ min: 1, max: 2 }) },
 *   strategy: gridSearch(),
 *   direction: 'min',
 *   seed: 0,
 * })
 * console.log(formatTrials(result).split('\n')[5]) // → Trial 0001 summary
 * ```
 */
export function formatTrials(
  {
    ranked,
    objective,
    directory,
    unused = [],
  }: Pick<SearchResult, 'ranked' | 'objective' | 'directory'> & Partial<Pick<SearchResult, 'unused'>>,
  { count = 10 }: FormatTrialsOptions = {},
): string {
  const head = [
    'Results summary',
    `Results in ${directory ?? 'memory'}`,
    `Showing ${count} best trials`,
    `Objective(name="${objective.name}", direction="${objective.direction}")`,
  ]
  const trials = ranked
    .slice(0, count)
    .flatMap(({ id, values, score }) => [
      '',
      `Trial ${id} summary`,
      'Hyperparameters:',
      ...Object.entries(values).map(([name, value]) => `${name}: ${pythonText(value)}`),
      `Score: ${pythonNumber(score)}`,
    ])
  const tail = unused.length > 0 ? ['', `No trial read: ${unused.join(', ')}. Use it in the build function.`] : []
  return [...head, ...trials, ...tail].join('\n')
}

/** A hyperparameter as Python prints it; whole numbers stay whole, whatever range they are from. */
function pythonText(value: ParameterValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' && !Number.isInteger(value) ? pythonNumber(value) : String(value)
}
