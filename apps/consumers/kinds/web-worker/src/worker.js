import { linePlot } from '@dlw/viz'
import { penguins } from './penguins.js'

try {
  linePlot({ loss: [1, 0.5] })
  postMessage({ error: 'linePlot draws in a worker' })
} catch (error) {
  if (!/workers have none/.test(error.message)) postMessage({ error: String(error) })
}
penguins().then(postMessage, (error) => postMessage({ error: String(error?.stack ?? error) }))
