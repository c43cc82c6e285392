import { expect, it } from 'vitest'
import { workerFlags } from './worker-flags.ts'

it('lets threads inherit the flags, which they refuse to be given', () => {
  expect(workerFlags('worker_threads', [], ['--expose-gc'])).toBeUndefined()
  expect(workerFlags('worker_threads', ['--conditions=x'], ['--expose-gc', '--conditions=x'])).toBeUndefined()
  expect(workerFlags('worker_threads', ['--conditions=x'], ['--expose-gc'])).toEqual(['--conditions=x'])
})

it('gives processes the flags, without those of this process alone', () => {
  const own = ['--max-old-space-size=900', '--inspect-brk=0', '--input-type=module', '-e', 'work()', '--import', 'x.js']
  expect(workerFlags('child_process', ['--conditions=x'], own)).toEqual([
    ...['--max-old-space-size=900', '--import', 'x.js', '--conditions=x'],
  ])
})
