import { expect, it } from 'vitest'
import { convolutionalNetwork, denseNetwork, transferModel } from '../index.ts'

const base = denseNetwork({ inputs: [4, 4, 3], hidden: [], outputs: 2 })
const image = { inputs: [8, 8, 3], blocks: [{ filters: 2 }], outputs: 2 } as const

it.each([
  [
    () => denseNetwork({ inputs: 4, hidden: [], outputs: 1, droput: 0.5 } as never),
    /^denseNetwork: .* mean dropout\?$/,
  ],
  [() => convolutionalNetwork({ ...image, sead: 1 } as never), /^convolutionalNetwork: .* mean seed\?$/],
  [
    () => convolutionalNetwork({ ...image, blocks: [{ filters: 2, kernelSiz: 5 }] } as never),
    /^convolutionalNetwork: blocks\[0\]: .* mean kernelSize\?$/,
  ],
  [() => transferModel(base, { outputs: 2, hiden: [5] } as never), /^transferModel: .* mean hidden\?$/],
])('%s names the nearest option', (build, message) => {
  expect(build).toThrow(message)
})
