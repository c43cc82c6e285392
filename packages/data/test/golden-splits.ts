import { createHash } from 'node:crypto'
import { golden } from '@dlw/testing'
import { expect } from 'vitest'

/** Row numbers in full, or where there are many their ends and a fingerprint. */
export type Brief = number[] | { length: number; first: number[]; last: number[]; sha256: string }

/** What `golden/splits.json` holds. */
export interface GoldenSplits {
  labels: Record<string, (string | number | boolean)[]>
  trainTestSplit: {
    n: number
    labels: string | null
    stratify: 'labels' | 'oneHot' | null
    seed: number | null
    testSize: number | null
    trainSize?: number
    shuffle?: false
    train: Brief
    test: Brief
    error?: string
  }[]
  refused: Omit<GoldenSplits['trainTestSplit'][number], 'train' | 'test'>[]
  nested: { n: number; sizes: [number, number]; seed: number; train: Brief; validation: Brief; test: Brief }[]
  folds: {
    kind: string
    n: number
    labels: string | null
    options: { n_splits: number; random_state?: number; gap?: number; test_size?: number; max_train_size?: number }
    test: Brief[]
    train?: Brief[]
  }[]
}

export const splits: GoldenSplits = golden<GoldenSplits>('splits')

/** The labels of that name, booleans as text. */
export function goldenLabels(name: string): string[] | number[] {
  const values = splits.labels[name]!
  return typeof values[0] === 'number' ? (values as number[]) : values.map(String)
}

/** Compares row numbers with golden ones. */
export function expectRows(rows: number[], expected: Brief): void {
  if (Array.isArray(expected)) {
    expect(rows).toEqual(expected)
    return
  }
  expect(rows.length).toBe(expected.length)
  expect(rows.slice(0, expected.first.length)).toEqual(expected.first)
  expect(rows.slice(-expected.last.length)).toEqual(expected.last)
  expect(createHash('sha256').update(rows.join(',')).digest('hex')).toBe(expected.sha256)
}
