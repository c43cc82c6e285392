import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Recorded } from '../src/lib/recorded.ts'

/** Where an episode finds what it is recorded on; undefined where it brings its own. */
export interface Places {
  data: string | undefined
  weights: string | undefined
}

/**
 * Looks up the data and weights of a recording below the folders that the environment names.
 *
 * @throws Error if a folder is not there, with the variable to set.
 */
export function places(name: string, { data, backbone }: Extract<Recorded, { kind: 'episode' }>): Places {
  return {
    data: data && folder(name, 'DLW_DATA_HOME', data),
    weights: backbone && folder(name, 'DLW_WEIGHTS_HOME', backbone),
  }
}

/** The folder `wanted` below the one that the environment variable names. @throws Error if it is not there. */
export function folder(name: string, variable: string, wanted: string): string {
  const home = process.env[variable]
  const path = home && join(home, wanted)
  if (path && existsSync(path)) return path
  throw new Error(
    `record: expected the folder ${wanted} for the run ${name}, received ${variable}=${home ?? '(not set)'}. Set ${variable} to the folder that holds ${wanted}.`,
  )
}
