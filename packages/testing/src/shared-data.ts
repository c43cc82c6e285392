import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where large real data for tests may lie: the folder named by `DLW_TEST_DATA`, else `shared` beside the checkout.
 *
 * @returns The path of `name` inside it, or undefined when it is not there. A test that needs it says so in its own
 * name and skips: `it.skipIf(!sharedData('datasets/weather'))('… (needs shared/datasets/weather)', …)`.
 */
export function sharedData(name: string): string | undefined {
  const root = process.env.DLW_TEST_DATA ?? fileURLToPath(new URL('../../../../shared', import.meta.url))
  const path = join(root, name)
  return existsSync(path) ? path : undefined
}
