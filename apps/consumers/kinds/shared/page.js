import { penguins } from './penguins.js'

penguins({ png: true }).then(
  (result) => {
    window.consumer = result
  },
  (error) => {
    window.consumer = { error: String(error?.stack ?? error) }
  },
)
