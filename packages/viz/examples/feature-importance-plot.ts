import { featureImportancePlot } from '@dlw/viz'

/** Permutation importance of five features, each shuffled four times. */
export const figure: SVGSVGElement = featureImportancePlot(
  {
    flipper_length_mm: [0.31, 0.29, 0.35, 0.33],
    bill_length_mm: [0.42, 0.47, 0.4, 0.44],
    bill_depth_mm: [0.18, 0.15, 0.2, 0.16],
    body_mass_g: [0.03, 0.05, 0.02, 0.04],
    island_code: [-0.01, 0.004, 0.01, -0.006],
  },
  { label: 'Loss of accuracy' },
)
