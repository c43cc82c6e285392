import type { Episode } from './episode.ts'

/** The episodes by name; each is loaded only when it is asked for. */
export const episodes: Readonly<Record<string, () => Promise<Episode>>> = {
  penguins: async () => (await import('./penguins/penguins.ts')).penguins,
  images: async () => (await import('./images/images.ts')).images,
  outlook: async () => (await import('./outlook/outlook.ts')).outlook,
  transfer: async () => (await import('./transfer/transfer.ts')).transfer,
  weather: async () => (await import('./weather/weather.ts')).weather,
}
