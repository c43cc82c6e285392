import { type TenSteps, tenSteps } from './ten-steps.ts'

/* A process of its own: prints one JSON line and must then end by itself. Argument: the options of useBackend as JSON. */
const result: TenSteps = await tenSteps(JSON.parse(process.argv[2] ?? '{}'))
process.stdout.write(`${JSON.stringify(result)}\n`)
