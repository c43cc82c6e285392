import { setRandomSeed } from '@dlw/backend'

/** Builds a model whose weights repeat even where its layers were given no seed. */
export async function seededBuild<Model>(build: () => Model | Promise<Model>, seed: number): Promise<Model> {
  const restore = setRandomSeed(seed)
  try {
    return await build()
  } finally {
    restore()
  }
}
