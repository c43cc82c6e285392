export { scalar } from '@tensorflow/tfjs-core'
