import { backend, tensor } from '@tensorflow/tfjs-core'
import { useBackend } from '../src/index.ts'

/* A process of its own: takes the GPU away under a running backend, and prints what the user is told. */
await useBackend({ prefer: 'webgpu' })
const { device } = backend() as unknown as { device: { destroy(): void; lost: Promise<unknown> } }
device.destroy()
await device.lost
let message = ''
try {
  tensor([1, 2]).dataSync()
} catch (error) {
  message = (error as Error).message
}
const { name } = await useBackend({ prefer: 'webgpu' })
process.stdout.write(`${JSON.stringify({ message, again: name })}\n`)
