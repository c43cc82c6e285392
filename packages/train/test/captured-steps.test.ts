import { sweepAll } from './captured-sweep.ts'

sweepAll()
