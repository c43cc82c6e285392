import { penguins } from '../penguins.js'

export const load = async () => ({ result: await penguins({ png: true }) })
