/** A published file that is downloaded on demand, and how to verify it. */
export interface RemoteFile {
  /** Name of the loading function, for error messages. */
  caller: string
  /** Folder in the cache: the name of the data set, or `weights`. */
  folder: string
  /** Name of the file. */
  name: string
  /** URLs of the file, the preferred one first. */
  urls: readonly string[]
  /** Size in bytes, if known; otherwise the size the server states is used. */
  bytes?: number
  /** SHA-256 in hexadecimal digits, if known. */
  sha256?: string
  /** Another way to provide the file, as the end of a sentence. Defaults to `pass its folder as { directory }`. */
  alternative?: string
  /** MD5 in hexadecimal digits, if the publisher states no other checksum. */
  md5?: string
}

/** Progress of a download. */
export interface DownloadProgress {
  /** Name of the file. */
  file: string
  /** Bytes received so far. */
  received: number
  /** Size of the whole file in bytes; NaN while unknown. */
  total: number
}

/** Options of the loaders that download: `loadWeather`, `loadDollarStreet`. */
export interface LoadOptions {
  /**
   * Folder with the files: a path (in Node) or a URL. Defaults to none: files come from the cache, or are downloaded
   * into it.
   */
  directory?: string
  /**
   * Cache folder for downloads, one subfolder per data set. Defaults to the environment variable `DLW_DATA_HOME`,
   * otherwise `dlw` in the platform's cache folder. In browsers: name of the cache in the Cache API, by default `dlw`.
   */
  cache?: string
  /** Whether to use only local files, without network access. Defaults to false. */
  offline?: boolean
  /** Called as data arrives. Optional. */
  onProgress?: (progress: DownloadProgress) => void
  /**
   * Milliseconds without data after which a connection is retried (after a thirtieth of that time). Defaults to 30,000.
   */
  stallTimeout?: number
}

/** Names of the {@link LoadOptions}. */
export const loadOptions: readonly (keyof LoadOptions)[] = [
  'directory',
  'cache',
  'offline',
  'onProgress',
  'stallTimeout',
]
