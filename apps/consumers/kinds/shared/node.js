import { penguins } from './penguins.js'

penguins({ png: true }).then((result) => process.stdout.write(`${JSON.stringify(result)}\n`))
