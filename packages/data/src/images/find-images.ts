import { listFiles } from '#platform'
import type { ImageFile } from './decoded-image.ts'

/** The images of a folder, in the order of classes and file names. */
export interface FoundImages {
  files: ImageFile[]
  /** The class of each as its place in `classes`. */
  labels: Int32Array
  classes: string[]
}

/** Finds the images in the subfolders of a folder, or among the files that a user picked. */
export async function findImages(
  source: string | Iterable<File>,
  classes: readonly string[] | undefined,
  where: string,
): Promise<FoundImages> {
  const all = typeof source === 'string' ? await filesOf(source, where) : pickedFiles(source)
  const folders = [...new Set(all.map(classOf))].sort()
  const names = classes ? [...classes] : folders
  const places = new Map(names.map((name, place) => [name, place]))
  const files = all.filter((file) => places.has(classOf(file))).sort(order(places))
  if (files.length === 0) {
    throw new RangeError(
      `${where}: expected a subfolder of .png, .jpg or .webp files for each class, received ${all.length} images in ${folders.join(', ') || 'no subfolder'}. Put each class into its own folder.`,
    )
  }
  return { files, classes: names, labels: Int32Array.from(files, (file) => places.get(classOf(file))!) }
}

async function filesOf(source: string, where: string): Promise<ImageFile[]> {
  const files = await listFiles(source).catch((cause: unknown) => {
    throw new Error(`${where}: expected a readable folder, received source=${source}. Check the path.`, { cause })
  })
  return files.filter(isImage)
}

/** What a browser's folder picker gives: paths begin with the name of the picked folder. */
function pickedFiles(source: Iterable<File>): ImageFile[] {
  return Array.from(source, (file) => ({
    path: (file.webkitRelativePath || file.name).split('/').slice(1).join('/'),
    read: async () => new Uint8Array(await file.arrayBuffer()),
  })).filter(isImage)
}

const isImage = ({ path }: ImageFile): boolean => /^[^./][^/]*\/(?:.*\/)?[^./][^/]*\.(png|jpe?g|webp)$/i.test(path)

const classOf = ({ path }: ImageFile): string => path.slice(0, path.indexOf('/'))

function order(places: ReadonlyMap<string, number>): (a: ImageFile, b: ImageFile) => number {
  return (a, b) => places.get(classOf(a))! - places.get(classOf(b))! || (a.path < b.path ? -1 : 1)
}
