/** For tests: a function that notes each trial it begins in the file named by the environment variable LEDGER. */
import { appendFileSync } from 'node:fs'

export async function evaluate(
  { x, y }: { readonly x: number; readonly y: number },
  { id }: { id: string },
): Promise<number> {
  appendFileSync(process.env.LEDGER!, `start ${id}\n`)
  await new Promise((resolve) => setTimeout(resolve, 3))
  return (x - 0.3) ** 2 + (y + 0.7) ** 2
}
