import { readFileSync } from 'node:fs'

/**
 * Reads values that the reference implementation (Keras, scikit-learn, pandas, SciPy) wrote: `golden/<name>.json`.
 * The generators are in `oracle/`.
 */
export function golden<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as Shape
}
