import type { poolRunner as PoolRunner } from './pool-runner.ts'
import type { queueRunner as QueueRunner } from './queue-runner.ts'

const refused = (what: string): Error =>
  new Error(`tune: expected Node for ${what}, received a browser. Leave it out: trials then run in the page.`)

/** Workers are Node's. */
export const poolRunner: typeof PoolRunner = async () => {
  throw refused('worker')
}

/** Queues are Node's. */
export const queueRunner: typeof QueueRunner = async () => {
  throw refused('queue')
}
