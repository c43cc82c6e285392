import type { Random } from '@dlw/data'

/** What a scenario may do, and where. */
export interface TortureOptions {
  /** How often something is killed, filled up or raced. */
  rounds: number
  /** Decides each random moment. */
  random: Random
  /** An empty folder of its own. */
  folder: string
}

/** What came of a scenario: nothing found is an empty list. */
export interface Outcome {
  /** What was done: `20 kills`. */
  done: string
  findings: string[]
}

/** One way to maltreat the packages. */
export interface Scenario {
  name: string
  run(options: TortureOptions): Promise<Outcome>
}
