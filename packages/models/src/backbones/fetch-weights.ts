import { fetchVerified, type LoadOptions } from '@dlw/data/files'
import type { PublishedWeights } from './imagenet-weights.ts'

/**
 * Downloads a weights file once, verifies and caches it, in Node and in browsers.
 *
 * @throws Error with the URL, what went wrong, and where to put the file by hand.
 */
export async function fetchWeights(
  caller: string,
  { url, ...sums }: PublishedWeights,
  options: LoadOptions = {},
): Promise<ArrayBuffer> {
  const name = url.slice(url.lastIndexOf('/') + 1)
  const alternative = 'pass its path as weights'
  const file = { caller, folder: 'weights', name, urls: [url], alternative, ...sums }
  return (await fetchVerified(file, options)).buffer
}
