import type { MakeKind } from '../kind.ts'

/** All kinds of files, by name; what they need is loaded with them. */
export const kinds: Readonly<Record<string, () => Promise<MakeKind>>> = {
  csv: async () => (await import('./tables.ts')).csvFiles,
  gzip: async () => (await import('./tables.ts')).gzipFiles,
  json: async () => (await import('./tables.ts')).jsonFiles,
  parquet: async () => (await import('./tables.ts')).parquetFiles,
  npy: async () => (await import('./arrays.ts')).npyFiles,
  npz: async () => (await import('./arrays.ts')).npzFiles,
  safetensors: async () => (await import('./arrays.ts')).safetensorsFiles,
  png: async () => (await import('./images.ts')).pngFiles,
  jpeg: async () => (await import('./images.ts')).jpegFiles,
  keras: async () => (await import('./models.ts')).kerasFiles,
  h5: async () => (await import('./models.ts')).hdf5Files,
  model: async () => (await import('./models.ts')).modelFolders,
  events: async () => (await import('./training.ts')).eventFiles,
  log: async () => (await import('./training.ts')).experimentLogs,
  tuner: async () => (await import('./training.ts')).tunerState,
}
