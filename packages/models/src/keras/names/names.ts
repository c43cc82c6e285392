/** Converts Keras's snake case to TensorFlow.js's camel case: `max_pool_size` → `maxPoolSize`. */
export function camelCase(name: string): string {
  return name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** `maxPoolSize` → `max_pool_size`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/**
 * Returns the name that Keras derives from a class: `Conv2D` → `conv2d`, `InputLayer` → `input_layer`, `PReLU` →
 * `p_re_lu`.
 */
export function nameOfClass(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
}
