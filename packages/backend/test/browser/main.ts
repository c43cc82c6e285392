import { tenSteps } from '../ten-steps.ts'

/* What the test calls in the page. */
Object.assign(globalThis, { tenSteps })
