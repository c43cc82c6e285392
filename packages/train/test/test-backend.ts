/** Imported first by tests: the plain cpu backend, without its advice on the console. */
import '@tensorflow/tfjs-backend-cpu'
// Registers the gradients.
import '@tensorflow/tfjs-layers'
import { env } from '@tensorflow/tfjs-core'

env().set('PROD', true)
