import { fetchVerified, type LoadOptions } from '@dlw/data/files'
import type { PublishedWeights } from './imagenet-weights.ts'

/**
 * Downloads a file of weights once, checks it and keeps it, in Node and in pages.
 *
 * @throws Error with the address, what went wrong, and where the file may be put by hand.
 */
export async function fetchWeights(
  caller: string,
  { url, md5 }: PublishedWeights,
  options: LoadOptions = {},
): Promise<ArrayBuffer> {
  const name = url.slice(url.lastIndexOf('/') + 1)
  const alternative = 'pass its path as weights'
  const file = { caller, folder: 'weights', name, urls: [url], alternative, ...(md5 && { md5 }) }
  return (await fetchVerified(file, options)).buffer
}
