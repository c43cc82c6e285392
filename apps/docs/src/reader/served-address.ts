/** What publishers keep that a program of the lesson fetches by itself, where a copy of the site has no data. */
const publishers = ['https://zenodo.org/record/5071376/files/weather_prediction_dataset_light.csv?download=1']

/**
 * Whether the page fetches an address for the reader's code: a file of the site's own data sets, or one that a publisher
 * is known for. The path says all: an address that could carry something away, such as one with a query, is refused.
 *
 * @param folder The absolute address of the folder with the site's data sets.
 */
export function isServed(address: string, folder: string): boolean {
  if (publishers.includes(address)) return true
  return address.startsWith(folder) && /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(address.slice(folder.length))
}

/** Where publishers' files lie, for the page's policy. */
export const publisherHosts: readonly string[] = ['https://zenodo.org']
