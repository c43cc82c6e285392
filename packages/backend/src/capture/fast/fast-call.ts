import type { DataType } from '@tensorflow/tfjs-core'
import type { JobName } from '../../wasm/native/native-kernels.ts'
import type { Heap } from '../program-memory.ts'

/** A tensor of a program: where its numbers lie, and how they are looked at. */
export type Operand = { address: number; shape: readonly number[]; dtype: DataType; size: number }

/** A kernel call of a program, with one result. */
export type FastCall = {
  inputs: Readonly<Record<string, Operand | undefined>>
  attrs: Readonly<Record<string, unknown>>
  output: Operand
  heap: Heap
  /** One of our own kernels' jobs, with its parameters laid out for good. */
  job: (name: JobName, parameters: readonly number[], units: number, operations: number) => Task
}

/** One part of a step: it reads and writes numbers at addresses that it knows. */
export type Task = () => void

/** Makes a task for the memory of the moment; called again when memory has grown. */
export type MakeTask = () => Task

/** Makes a kernel call into a loop over plain numbers, to the same bits; undefined where its own kernel does better. */
export type FastForm = (call: FastCall) => MakeTask | undefined

/** Above this many numbers our own kernels with SIMD are worth their call. */
export const tinySize = 256

/** Above this many numbers a C++ kernel with SIMD is worth its call. */
export const smallSize = 4096

/** Whether all operands are float32. */
export const allFloats = (...operands: (Operand | undefined)[]): boolean =>
  operands.every((operand) => operand?.dtype === 'float32')
