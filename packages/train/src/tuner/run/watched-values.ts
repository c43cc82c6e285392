import type { Values } from '../space/parameter.ts'

/** The values of a trial, and which of them nobody has read. */
export interface WatchedValues<V extends Values> {
  values: V
  /** The names of those that were never read. */
  unread(): string[]
}

/** Watches which values of a trial are read: one that no trial reads is searched for nothing. */
export function watchedValues<V extends Values>(values: V): WatchedValues<V> {
  const names = Object.keys(values)
  const read = new Set<string>()
  const watched = Object.defineProperties(
    {},
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          enumerable: true,
          get: () => {
            read.add(name)
            return values[name]
          },
        },
      ]),
    ),
  )
  return { values: watched as V, unread: () => names.filter((name) => !read.has(name)) }
}
