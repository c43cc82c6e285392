import { Worker } from 'node:worker_threads'

new Worker(new URL('./src/node.js', import.meta.url))
