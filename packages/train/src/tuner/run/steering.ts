import { enqueuedValues } from '../space/enqueued-values.ts'
import type { SearchSpace, Values } from '../space/parameter.ts'
import type { SearchTask } from '../strategies/strategy.ts'
import { addedTrials } from '../trials/added-trials.ts'
import type { Constraints } from './constraints.ts'
import type { SearchPlan } from './run-search.ts'
import type { CommonSearchOptions } from './search-options.ts'

/** What steers a search: as it is kept with the trials, and as the search takes it. */
export interface Steering {
  settings: object
  plan: Pick<SearchPlan, 'pruner' | 'enqueue' | 'added' | 'constraints' | 'stopWhen' | 'onTrial' | 'signal'>
}

/** Checks what steers a search, and makes it whole. */
export function steeringOf<Space extends SearchSpace>(
  options: Omit<CommonSearchOptions<Space>, 'seed'>,
  task: SearchTask,
  caller: string,
): Steering {
  const { space, strategy, pruner, stopWhen, onTrial, signal } = options
  const constraints = options.constraints as Constraints | undefined
  const enqueue = options.enqueue?.map((values) => enqueuedValues(space, values as Values, caller))
  const objectives = task.objectives ?? [task.objective]
  const added = options.addTrials && addedTrials(options.addTrials, { space, objectives, constraints, caller })
  return {
    settings: {
      strategy: { name: strategy.name, ...strategy.settings },
      ...(pruner && { pruner: { name: pruner.name, ...pruner.settings } }),
      ...(enqueue && { enqueue }),
      ...(constraints && { constraints: true }),
      ...(added && { addTrials: added.map(({ values, status, score }) => ({ values, status, score })) }),
    },
    plan: {
      ...(pruner && { pruner }),
      ...(enqueue && { enqueue }),
      ...(added && { added }),
      ...(constraints && { constraints }),
      ...(stopWhen && { stopWhen }),
      ...(onTrial && { onTrial }),
      ...(signal && { signal }),
    },
  }
}
