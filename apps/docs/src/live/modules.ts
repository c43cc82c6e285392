/** The packages that code from an editor may import. */
const modules: Record<string, () => Promise<unknown>> = {
  '@dlw/backend': () => import('@dlw/backend'),
  '@dlw/data': () => import('@dlw/data'),
  '@dlw/models': () => import('@dlw/models'),
  '@dlw/train': () => import('@dlw/train'),
  '@dlw/train/baselines': () => import('@dlw/train/baselines'),
  '@dlw/train/tuner': () => import('@dlw/train/tuner'),
  '@dlw/viz': () => import('@dlw/viz'),
  '@tensorflow/tfjs-core': () => import('@tensorflow/tfjs-core'),
  '@tensorflow/tfjs-layers': () => import('@tensorflow/tfjs-layers'),
}

/** A module by its name: a package, or one of `own`. @throws Error with the names there are. */
export async function moduleByName(name: string, own: Record<string, () => Promise<unknown>> = {}): Promise<unknown> {
  const load = modules[name] ?? own[name]
  if (!load)
    throw new Error(`Cannot import '${name}' here. There are ${Object.keys({ ...modules, ...own }).join(', ')}.`)
  return load()
}
