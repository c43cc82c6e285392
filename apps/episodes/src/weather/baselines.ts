import { linearRegression, meanTarget, type Predictor, persistence } from '@dlw/train/baselines'
import type { Entry } from './comparison.ts'
import type { Days } from './days.ts'
import { errorOf, type Part } from './error-of.ts'

/** The rules that a network must beat to be worth its trouble: today again, the mean, a straight line. */
export function baselines(days: Days): Entry[] {
  // #region baselines
  const rules: Record<string, Predictor> = {
    persistence: persistence({ column: 'BASEL_sunshine' }),
    meanTarget: meanTarget(days.train.y),
    linearRegression: linearRegression(days.train),
  }
  // #endregion
  return Object.entries(rules).map(([name, rule]) => {
    const error = (part: Part) => errorOf(days[part].y, rule.predict(days[part].x))
    return {
      name,
      days,
      trainRmse: error('train'),
      validationRmse: error('validation'),
      testRmse: error('test'),
    }
  })
}
