import { runsPlot } from '@dlw/viz'

/** Numbers with many digits on the axis, long names of runs, a baseline at the edge. */
export const figure: SVGSVGElement = runsPlot(
  {
    'A network of three hidden layers with batch normalisation and early stopping': {
      train: 1_234_567,
      test: 1_534_321,
    },
    small: { train: 1_834_567, test: 1_934_567 },
    [`experiment_${'with_all_features_'.repeat(8)}`]: { train: 1_134_500, test: Number.NaN },
  },
  {
    label: 'Mean squared error (g²)',
    baseline: { name: 'what a person would say without any model', value: 1_100_000 },
  },
)
