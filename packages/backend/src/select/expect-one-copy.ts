import { Environment, engine, env, version_core } from '@tensorflow/tfjs-core'

/** The platform as the copy that this package uses has set it: a copy that is loaded later sets its own. */
const own = /* @__PURE__ */ platform()

/**
 * Throws when a second copy of TensorFlow.js is in this process. Copies share the engine and nothing else: a layer of
 * one does not take the tensors of the other, and names of weights collide.
 */
export function expectOneCopy(caller: string): void {
  const isFirst = engine().ENV instanceof Environment
  const { platformName, platform: current } = platform()
  // Another platform under another name is the app's, as in React Native.
  if (isFirst && (current === own.platform || platformName !== own.platformName)) return
  throw new Error(
    `${caller}: expected one copy of @tensorflow/tfjs-core, received a second one, loaded ${isFirst ? 'after' : 'before'} the one of @dlw/backend (${version_core}). Run npm ls @tensorflow/tfjs-core to see who brings it, install one version of every @tensorflow package, and run npm dedupe.`,
  )
}

function platform() {
  const { platformName, platform } = env()
  return { platformName, platform }
}
