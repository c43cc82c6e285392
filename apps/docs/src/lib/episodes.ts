import { getCollection } from 'astro:content'

/** One episode as its front matter describes it. */
export interface EpisodeEntry {
  id: string
  title: string
  number: number
  teaching: number
  exercises: number
  questions: string[]
  objectives: string[]
  keyPoints: string[]
}

/** The episodes in order. */
export async function allEpisodes(): Promise<EpisodeEntry[]> {
  const docs: { id: string; data: { title: string; episode?: Omit<EpisodeEntry, 'id' | 'title'> } }[] =
    await getCollection('docs')
  return docs
    .flatMap(({ id, data }) => (data.episode ? [{ id, title: data.title, ...data.episode }] : []))
    .sort((a, b) => a.number - b.number)
}
