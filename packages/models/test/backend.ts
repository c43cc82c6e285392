/** Imported first by tests: the plain cpu backend, without its advice on the console. */
import '@tensorflow/tfjs-backend-cpu'
import { env } from '@tensorflow/tfjs-core'

env().set('IS_TEST', true)
