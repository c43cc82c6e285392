import * as tf from '@tensorflow/tfjs-core'
import { afterEach, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'

afterEach(() => useBackend({ prefer: 'cpu' }))

const wave = (shape: number[]) =>
  tf.sin(
    tf.reshape(
      tf.range(
        0,
        shape.reduce((a, b) => a * b, 1),
      ),
      shape,
    ),
  )
const parts = (x: tf.Tensor) => [...tf.real(x).dataSync(), ...tf.imag(x).dataSync(), ...tf.abs(x).dataSync()]

it.each<[string, () => number[]]>([
  ['fft', () => parts(tf.spectral.fft(tf.complex(wave([3, 8]), wave([3, 8]))))],
  ['ifft of fft', () => parts(tf.spectral.ifft(tf.spectral.fft(tf.complex(wave([2, 6]), tf.zeros([2, 6])))))],
  ['rfft', () => parts(tf.spectral.rfft(wave([4, 10])))],
  ['rfft, cut and padded', () => [...parts(tf.spectral.rfft(wave([9]), 4)), ...parts(tf.spectral.rfft(wave([5]), 8))]],
  ['irfft', () => [...tf.spectral.irfft(tf.spectral.rfft(wave([2, 8]))).dataSync()]],
  ['stft', () => parts(tf.signal.stft(wave([64]) as tf.Tensor1D, 16, 8))],
  ['the pairs themselves', () => [...tf.complex([1, 2], [3, 4]).dataSync()]],
])('%s is the same on wasm as on cpu, and leaves nothing behind', async (_, run) => {
  await useBackend({ prefer: 'cpu' })
  const expected = tf.tidy(run)
  expect(expected.length).toBeGreaterThan(0)
  await useBackend({ prefer: 'wasm' })
  tf.tidy(run)
  const before = [tf.memory().numTensors, tf.backend().numDataIds()]
  const received = tf.tidy(run)
  expect([tf.memory().numTensors, tf.backend().numDataIds()]).toEqual(before)
  tf.test_util.expectArraysClose(received, expected, 1e-4)
})
