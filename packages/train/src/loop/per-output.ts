/** An entry for each output of a model: a list by position, or an object by the outputs' names. */
export type PerOutput<Entry> = readonly (Entry | null)[] | Readonly<Record<string, Entry | null>>

interface Place {
  /** The function that was called. */
  caller: string
  /** What is given, such as `loss`. */
  what: string
  /** The names of the model's outputs, in their order. */
  names: readonly string[]
}

/** The entries of an object by the outputs' names, in the outputs' order; undefined where there is none. */
export function entriesByName<Entry>(
  entries: Readonly<Record<string, Entry | null>>,
  { caller, what, names }: Place,
): (Entry | undefined)[] {
  const foreign = Object.keys(entries).find((name) => !names.includes(name))
  if (foreign !== undefined) {
    throw new RangeError(
      `${caller}: expected ${what} under the names of the model's outputs, ${names.join(', ')}, received ${foreign}. Name the layers that give the outputs.`,
    )
  }
  return names.map((name) => entries[name] ?? undefined)
}

/** Whether a value holds entries by name: neither a name, a function nor a list. */
export const holdsNames = <Entry>(value: unknown): value is Readonly<Record<string, Entry | null>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
