export { poolRunner } from './pool-runner.ts'
export { queueRunner } from './queue-runner.ts'
