/** Set-up of tests that make tensors: the plain cpu backend, the gradients, and no advice on the console. */
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-layers'
import { env } from '@tensorflow/tfjs-core'

env().set('PROD', true)
