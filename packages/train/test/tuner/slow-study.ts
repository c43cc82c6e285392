/** For tests: what workers load for `search`. A score without a model, after a while. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until as many trials are under way as are to meet; for ever, when they never are. */
async function meeting(directory: string, id: string, count: number): Promise<void> {
  writeFileSync(join(directory, id), '')
  while (readdirSync(directory).length < count) await pause(10)
}

export async function evaluate(
  { x }: { readonly x: number },
  { id, seed, epochs, signal }: { id: string; seed: number; epochs: number; signal: AbortSignal },
): Promise<number> {
  const { TRIAL_MILLISECONDS = '20', TRIAL_MEETING, TRIAL_DEATH, TRIAL_EXIT } = process.env
  if (TRIAL_MEETING) await meeting(TRIAL_MEETING, id, 3)
  if (TRIAL_DEATH === id || TRIAL_DEATH === 'all') process.kill(process.pid, 'SIGKILL')
  if (TRIAL_EXIT === id) process.exit(3)
  await pause(Number(TRIAL_MILLISECONDS))
  signal.throwIfAborted()
  if (x === 0.4 && TRIAL_EXIT) throw new RangeError('two fifths are not allowed')
  if (x === 0.5) throw new Error('half is not allowed')
  return (x - 0.3) ** 2 + seed + epochs
}
