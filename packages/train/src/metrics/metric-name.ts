/** The option that every metric takes. */
export interface MetricNameOptions {
  /** The name in logs and histories. Defaults to Keras's; of two with one name the second ends in `_1`. */
  name?: string
}

/** Throws unless a name can stand in logs. */
export function expectMetricName(caller: string, name: string | undefined): void {
  if (name === undefined || (typeof name === 'string' && name.length > 0)) return
  throw new TypeError(`${caller}: expected a name with at least one letter, received name=${String(name)}.`)
}
