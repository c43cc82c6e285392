import { golden } from '@dlw/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Callback, Logs, Training } from '../loop/callback.ts'
import { kerasLog } from './keras-log.ts'
import { kerasPerStep, kerasRemaining, kerasValues } from './keras-text.ts'
import { progressBar } from './progress-bar.ts'

interface Golden {
  numbers: { value: number | 'nan' | 'inf' | '-inf'; verbose1: string; verbose2: string }[]
  durations: { seconds: number; text: string }[]
  progress: {
    call: string
    params: { verbose: 0 | 1 | 2; epochs: number; steps: number | null }
    events: { at: number; event: string; arguments: [number, Logs] }[]
    text: string
  }[]
}
const keras = golden<Golden>('keras-summaries')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Calls a callback as a training does whose steps take so many seconds. */
async function run(
  callback: Callback,
  { epochs, steps, seconds, logs }: { epochs: number; steps: number; seconds: number; logs: (epoch: number) => Logs },
): Promise<void> {
  const training = { epochs, steps, initialEpoch: 0 } as Training
  await callback.onTrainBegin?.(training)
  for (let epoch = 0; epoch < epochs; epoch++) {
    await callback.onEpochBegin?.(epoch, training)
    for (let step = 0; step < steps; step++) {
      await callback.onBatchBegin?.(step, training)
      vi.advanceTimersByTime(seconds * 1000)
    }
    await callback.onEpochEnd?.(epoch, logs(epoch), training)
  }
  await callback.onTrainEnd?.({}, training)
}

const number = (value: number | string): number =>
  typeof value === 'number' ? value : Number(value.replace('inf', 'Infinity').replace('nan', 'NaN'))

it.each(keras.numbers)('values like $value are printed as Keras prints them', ({ value, verbose1, verbose2 }) => {
  expect(kerasValues({ loss: number(value) }, 1)).toBe(` - loss: ${verbose1}`)
  expect(kerasValues({ loss: number(value) }, 2)).toBe(` - loss: ${verbose2}`)
})

it.each(keras.durations)('$seconds seconds per step are printed as $text', ({ seconds, text }) => {
  expect(kerasPerStep(seconds)).toBe(text)
})

it.each([
  [5.9, '5s'],
  [65, '1:05'],
  [4000, '1:06:40'],
])('%f remaining seconds are printed as %s', (seconds, text) => expect(kerasRemaining(seconds)).toBe(text))

it('values come in the order of their names, those of validation last', () => {
  expect(kerasValues({ loss: 1, val_loss: 2, accuracy: 0.5, val_accuracy: 0.25 })).toBe(
    ' - accuracy: 0.5000 - loss: 1.0000 - val_accuracy: 0.2500 - val_loss: 2.0000',
  )
})

describe('kerasLog', () => {
  const cases = keras.progress.filter(({ call, params }) => call === 'fit' && params.verbose === 2)

  it.each(cases)('prints $text for verbose 2', async ({ params, events, text }) => {
    const ends = events.filter(({ event }) => event === 'on_epoch_end')
    const parts: string[] = []
    const callback = kerasLog({ verbose: 2, write: (part) => void parts.push(part), columns: undefined })
    const seconds = events[2]!.at
    await run(callback, {
      epochs: params.epochs,
      steps: params.steps!,
      seconds,
      logs: (epoch) => ends[epoch]!.arguments[1],
    })
    // A training logs its names in order; the golden was driven with others.
    const sorted = (line: string): string => line.split(' - ').sort().join(' - ')
    expect(parts.join('').split('\n').map(sorted)).toEqual(text.split('\n').map(sorted))
  })

  it('prints a bar for each epoch for verbose 1, moving on a terminal', async () => {
    const print = async (columns: number | undefined): Promise<string> => {
      const parts: string[] = []
      const callback = kerasLog({ verbose: 1, write: (part) => void parts.push(part), columns })
      await run(callback, { epochs: 1, steps: 4, seconds: 0.2, logs: () => ({ loss: 0.4, val_loss: 2.5 }) })
      return parts.join('')
    }
    const [golden] = keras.progress.filter(({ params }) => params.verbose === 1 && params.steps === 4)
    const terminal = await print(80)
    for (const bar of golden!.text.split('\b').join('').split('\r').slice(1, 4)) {
      expect(terminal).toContain(`\r${bar.split(' - ')[0]}`)
    }
    expect(terminal.endsWith('\u001b[1m1s\u001b[0m 200ms/step - loss: 0.4000 - val_loss: 2.5000\n')).toBe(true)
    expect(await print(undefined)).toBe('4/4 ━━━━━━━━━━━━━━━━━━━━ 1s 200ms/step - loss: 0.4000 - val_loss: 2.5000\n')
  })
})

describe('progressBar', () => {
  const show = async (columns: number | undefined, epochs = 100): Promise<string> => {
    const parts: string[] = []
    const callback = progressBar({ write: (part) => void parts.push(part), columns })
    await run(callback, { epochs, steps: 9, seconds: 0.05, logs: (epoch) => ({ loss: 100 - epoch }) })
    return parts.join('')
  }

  it('prints a plain line for each tenth where there is no terminal', async () => {
    const lines = (await show(undefined)).split('\n')
    expect(lines).toHaveLength(11)
    expect(lines[0]).toBe('Epoch  10/100 40s 50ms/step - loss: 91.0000')
    expect(lines[9]).toBe('Epoch 100/100 45s 50ms/step - loss: 1.0000')
    expect((await show(undefined, 3)).split('\n')).toHaveLength(4)
  })

  it('redraws one line on a terminal, never wider than it', async () => {
    const printed = await show(60)
    expect(printed.match(/\n/g)).toHaveLength(1)
    const frames = printed.trimEnd().split('\r').slice(1)
    expect(frames.length).toBeGreaterThan(50)
    for (const frame of frames) expect(frame.length).toBeLessThan(60)
    expect(frames.at(-1)!).toMatch(/^Epoch 100\/100 ━{20} 45s 50ms\/step - loss: /)
  })
})
