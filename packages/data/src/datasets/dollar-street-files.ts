import type { RemoteFile } from '../files/remote-file.ts'

const file = (name: string, bytes: number): RemoteFile => ({
  caller: 'loadDollarStreet',
  folder: 'dollar-street-10',
  name,
  urls: [`https://zenodo.org/records/10970014/files/${name}?download=1`],
  bytes,
})

/** The files of Dollar Street 10, as datasets/dollar-street-10/card.json has them. */
export const dollarStreetFiles: Readonly<Record<'train' | 'test', readonly [images: RemoteFile, labels: RemoteFile]>> =
  {
    train: [file('train_images.npy', 43_155_584), file('train_labels.npy', 7_152)],
    test: [file('test_images.npy', 14_401_664), file('test_labels.npy', 2_472)],
  }

/** The classes, in the order of the labels. */
export const dollarStreetClasses: readonly string[] = [
  'day bed',
  'dishrag',
  'plate',
  'running shoe',
  'soap dispenser',
  'street sign',
  'table lamp',
  'tile roof',
  'toilet seat',
  'washing machine',
]
