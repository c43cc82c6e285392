import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../temporary-folder.ts'

export const passengersFile: string = fileURLToPath(new URL('data/passengers.csv', import.meta.url))

/** Where the first script saves and the second one reads: two processes share it by `MODEL_FOLDER`. */
export const sharedFolder: string = process.env.MODEL_FOLDER ?? `${temporaryFolder()}/survival-1.0.0`
