// #region check
import { useBackend } from '@dlw/backend'
import { version_core } from '@tensorflow/tfjs-core'

const { name } = await useBackend({ prefer: 'wasm' })
console.log(`Node ${process.versions.node.split('.')[0]}, TensorFlow.js ${version_core}, backend ${name}`)
// #endregion
