type Hdf5 = typeof import('h5wasm').default
type Module = Awaited<Hdf5['ready']>

/** What the library's module has beyond its types. */
interface Internals {
  HEAPU8: Uint8Array
  FS: Module['FS'] & { streams: unknown[]; close(stream: unknown): void }
  ccall(name: string, returns: null, types: readonly 'string'[], values: readonly string[]): void
  _dlwSession?: () => void
}

/** The HDF5 library, which survives the files it fails on. */
export interface Hdf5Library {
  hdf5: Hdf5
  module: Module
  /**
   * Runs `task`, which may call the library. If it throws, or calls `spoil`, the library is afterwards as it was when it
   * was loaded: without that, what a failure leaves on its stack and in its memory makes it fail on every later file.
   */
  session<Result>(task: (spoil: () => void) => Result): Result
}

let loaded: Promise<Hdf5Library> | undefined

/** Loads the library, on first use. */
export function hdf5Library(): Promise<Hdf5Library> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Hdf5Library> {
  const { default: hdf5 } = await import('h5wasm')
  const module = await hdf5.ready
  module.activate_throwing_error_handler()
  const internals = module as unknown as Internals
  const fresh = internals.HEAPU8.slice()
  const restore = (): void => {
    const { HEAPU8, FS } = internals
    // What it has grown by since is free again, and allocated as if it were new.
    HEAPU8.set(fresh)
    for (const stream of FS.streams.slice(3)) if (stream) FS.close(stream)
  }
  return {
    hdf5,
    module,
    session(task) {
      let outcome: { result: ReturnType<typeof task> } | { error: unknown } | undefined
      let isSpoilt = false
      internals._dlwSession = () => {
        try {
          outcome = { result: task(() => (isSpoilt = true)) }
        } catch (error) {
          outcome = { error }
        }
      }
      // With a text to pass, the call saves the stack before and restores it after: also what a trap left there.
      internals.ccall('dlwSession', null, ['string'], [''])
      if (isSpoilt || 'error' in outcome!) restore()
      if ('error' in outcome!) throw outcome.error
      return outcome!.result
    },
  }
}
