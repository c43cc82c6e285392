import { execFile } from 'node:child_process'

/** The commit that is checked out here, with `+` when files differ from it; nothing where there is no git. */
export async function gitCommit(): Promise<string> {
  const git = (...words: string[]): Promise<string | undefined> =>
    new Promise((resolve) => execFile('git', words, (error, output) => resolve(error ? undefined : output.trim())))
  const commit = await git('rev-parse', '--short=12', 'HEAD')
  if (!commit) return ''
  return (await git('status', '--porcelain', '--untracked-files=no')) ? `${commit}+` : commit
}
