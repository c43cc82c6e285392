import { defineCollection } from 'astro:content'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'
import { z } from 'astro/zod'

/** What an episode must say of itself. */
const episode = z
  .strictObject({
    number: z.number().int().min(1),
    /** Minutes of teaching and of exercises. */
    teaching: z.number().int().positive(),
    exercises: z.number().int().positive(),
    questions: z.array(z.string().endsWith('?')).min(1),
    objectives: z.array(z.string()).min(1),
    keyPoints: z.array(z.string()).min(1),
  })
  .optional()

export const collections = {
  docs: defineCollection({
    loader: docsLoader(),
    schema: docsSchema({ extend: z.object({ episode, landing: z.boolean().default(false) }) }),
  }),
}
