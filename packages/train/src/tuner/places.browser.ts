import type { Runner } from './trial-task.ts'

const refused = (what: string): Error =>
  new Error(`tune: expected Node for ${what}, received a browser. Leave it out: trials then run in the page.`)

/** Workers are Node's. */
export async function poolRunner(): Promise<Runner> {
  throw refused('worker')
}

/** Queues are Node's. */
export async function queueRunner(): Promise<Runner> {
  throw refused('queue')
}
