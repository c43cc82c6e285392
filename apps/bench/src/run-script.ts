import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * What a script prints as JSON on its last line.
 *
 * @throws Error with the last line of what it says on stderr.
 */
export async function runScript<Result>(program: string, args: readonly string[]): Promise<Result> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { timeout: 1_800_000, maxBuffer: 1e8 })
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as Result
  } catch (error) {
    const text = String((error as { stderr?: string }).stderr || (error as Error).message)
    throw new Error(text.trim().split('\n').at(-1)!, { cause: error })
  }
}
