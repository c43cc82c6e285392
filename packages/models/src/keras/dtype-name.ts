/** The type of numbers that Keras names, or describes by a policy, such as 'float32' or 'mixed_float16'. */
export function dtypeName(dtype: unknown): string {
  const name =
    typeof dtype === 'object' && dtype !== null ? (dtype as { config?: { name?: unknown } }).config?.name : dtype
  return typeof name === 'string' ? name : 'float32'
}
