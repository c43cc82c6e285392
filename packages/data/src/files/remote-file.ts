/** A published file that is downloaded when it is needed, and how to know that it is the right one. */
export interface RemoteFile {
  /** Name of the function that loads it, for errors. */
  caller: string
  /** Its folder in the cache: the name of the data set, or `weights`. */
  folder: string
  /** Name of the file. */
  name: string
  /** Where it lies, the best address first. */
  urls: readonly string[]
  /** Size in bytes, where it is known; else the server's word counts. */
  bytes?: number
  /** SHA-256 in hexadecimal digits, where the publisher's file is known. */
  sha256?: string
  /** Another way to the file, as the end of a sentence. Defaults to `pass its folder as { directory }`. */
  alternative?: string
  /** MD5 in hexadecimal digits, where the publisher states no other sum. */
  md5?: string
}

/** How far a download is. */
export interface DownloadProgress {
  /** Name of the file. */
  file: string
  /** Bytes that are here. */
  received: number
  /** Bytes of the whole file; NaN while they are unknown. */
  total: number
}

/** Options of the loaders that download: `loadWeather`, `loadDollarStreet`. */
export interface LoadOptions {
  /**
   * Where the files lie already: a folder (in Node) or an address that ends in one. Defaults to none: they come from
   * the cache, and before that from their public address.
   */
  directory?: string
  /**
   * Folder that keeps downloads, one subfolder per data set. Defaults to the environment variable `DLW_DATA_HOME`, else
   * `dlw` in the platform's cache folder. In browsers: name of the cache in the Cache API, by default `dlw`.
   */
  cache?: string
  /** Whether the network must not be used. Defaults to false. */
  offline?: boolean
  /** Called for each piece that arrives. Optional. */
  onProgress?: (progress: DownloadProgress) => void
  /**
   * Milliseconds without a byte after which a connection is given up and tried again (a thirtieth of it later).
   * Defaults to 30 000.
   */
  stallTimeout?: number
}

/** The names of {@link LoadOptions}. */
export const loadOptions: readonly (keyof LoadOptions)[] = [
  'directory',
  'cache',
  'offline',
  'onProgress',
  'stallTimeout',
]
