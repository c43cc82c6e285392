import { sweepThreads } from './captured-sweep.ts'

sweepThreads(2)
