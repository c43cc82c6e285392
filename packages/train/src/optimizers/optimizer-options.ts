import type { GradientOptions } from './gradient-options.ts'
import { type OptimizerKind, RuleOptimizer } from './rule-optimizer.ts'
import type { UpdateRule } from './update-rule.ts'

/** Options of every optimizer. */
export interface OptimizerOptions extends GradientOptions {
  /** How far a step goes. Defaults to Keras's: 0.01 for `sgd`, 0.001 for the others. */
  learningRate?: number
}

/** Checks what all optimizers share, and makes one from its rule. */
export function ruleOptimizer(
  caller: OptimizerKind,
  rule: UpdateRule,
  { learningRate = 0.001, ...options }: OptimizerOptions,
): RuleOptimizer {
  for (const [name, value] of Object.entries({ learningRate, ...options })) {
    if (value !== undefined && !(value > 0 && value < Infinity)) {
      throw new RangeError(
        `${caller}: expected a positive number, received ${name}=${value}. Leave it out for the default.`,
      )
    }
  }
  const { clipNorm, clipValue, globalClipNorm, weightDecay } = options
  if ([clipNorm, clipValue, globalClipNorm].filter((value) => value !== undefined).length > 1) {
    throw new RangeError(
      `${caller}: expected at most one of clipNorm, clipValue and globalClipNorm, received clipNorm=${clipNorm}, clipValue=${clipValue}, globalClipNorm=${globalClipNorm}.`,
    )
  }
  return new RuleOptimizer(caller, rule, learningRate, {
    ...(clipNorm === undefined ? {} : { clipNorm }),
    ...(clipValue === undefined ? {} : { clipValue }),
    ...(globalClipNorm === undefined ? {} : { globalClipNorm }),
    ...(weightDecay === undefined ? {} : { weightDecay }),
  })
}
