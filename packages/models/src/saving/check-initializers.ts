const numeric = new Set(['scale', 'stddev', 'mean', 'minval', 'maxval', 'gain', 'value'])

/**
 * Checks the numbers in the initializers of a model's layers: TensorFlow.js draws for ever from a normal distribution
 * whose deviation is no number.
 *
 * @throws Error whose message is a clause that names the setting.
 */
export function checkInitializers(value: unknown, isInitializer = false): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (isInitializer && numeric.has(key) && inner !== null && !Number.isFinite(inner))
      throw new Error(`an initializer has ${key}=${JSON.stringify(inner).slice(0, 40)}`)
    checkInitializers(inner, isInitializer || key.endsWith('_initializer'))
  }
}
