import type { RemoteFile } from '../files/remote-file.ts'

/** The light weather prediction dataset, as datasets/weather/card.json has it. */
export const weatherFile: RemoteFile = {
  caller: 'loadWeather',
  folder: 'weather',
  name: 'weather_prediction_dataset_light.csv',
  urls: ['https://zenodo.org/record/5071376/files/weather_prediction_dataset_light.csv?download=1'],
  bytes: 1_536_155,
  sha256: 'd10b70448e6848a66958a18667f4dbf8a4ef13b166f6803a7ab2057c6ec9d438',
}
