import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/** The rows on the two axes along which they vary most, `[rows][2]`: principal component analysis. */
export function principalAxes(rows: readonly (readonly number[])[]): number[][] {
  const matrix = new Matrix(rows as number[][])
  const centred = matrix.subRowVector(matrix.mean('column'))
  const { eigenvectorMatrix } = new EigenvalueDecomposition(centred.transpose().mmul(centred), {
    assumeSymmetric: true,
  })
  const last = eigenvectorMatrix.columns - 1
  // Eigenvalues come in rising order: the last two columns are the widest directions.
  const axes = eigenvectorMatrix.subMatrixColumn([last, last - 1])
  return centred.mmul(axes).to2DArray()
}
