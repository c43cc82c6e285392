/** Whether a GPU's name is that of a program that plays a GPU on the processor. */
export function isSoftware(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i.test(name)
}

/** Why a GPU that is a program is passed over. */
export function softwareOnly(name: string): Error {
  return new Error(
    `Only a software adapter was found (${name}), and wasm is faster than that. Ask for webgpu by name to use it all the same.`,
  )
}
