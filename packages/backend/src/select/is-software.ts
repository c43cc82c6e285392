/** Whether a GPU's name is that of a program that plays a GPU on the processor. */
export function isSoftware(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i.test(name)
}
