import type { Runner } from './trial-task.ts'

export async function queueRunner(_queue: string, _workers: number): Promise<Runner> {
  throw new Error('not yet')
}
