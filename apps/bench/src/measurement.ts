/** What is measured. Networks train on batches of 32, in one training: epochs to warm up, then so many to a measurement. */
export const tasks = {
  penguins: { what: 'a step of 4–10–3 (83 parameters)', warmUp: 20, epochs: 20 },
  weather: { what: 'a step of 89–100–50–1 (14,101 parameters)', warmUp: 20, epochs: 20 },
  images: { what: 'an epoch of the 137,060-parameter CNN, 878 images of 64 × 64 × 3', warmUp: 1, epochs: 1 },
  matmul: { what: 'a product of two 1024 × 1024 matrices', warmUp: 1, epochs: 3 },
} as const

export type Task = keyof typeof tasks

/**
 * Who is measured: plain TensorFlow.js on its two CPU backends; its `model.fit` on our wasm, with one thread and with
 * all; `fit` of @dlw/train on that; and Keras.
 */
export const contestants = ['tfjs-cpu', 'tfjs-wasm', 'backend-1', 'backend', 'dlw', 'keras'] as const

export type Contestant = (typeof contestants)[number]

/** Milliseconds of each measurement, or the reason why there are none. */
export type Measurement = { readonly milliseconds: readonly number[] } | { readonly failure: string }
