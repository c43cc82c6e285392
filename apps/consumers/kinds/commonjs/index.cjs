const { useBackend } = require('@dlw/backend')
const { loadPenguins } = require('@dlw/data')
const { denseNetwork } = require('@dlw/models')
const { fit } = require('@dlw/train')
const { linePlot } = require('@dlw/viz')

for (const part of [useBackend, loadPenguins, denseNetwork, fit, linePlot]) {
  if (typeof part !== 'function') throw new Error('require gives no function')
}
import('./src/node.js')
