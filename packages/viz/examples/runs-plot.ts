import { runsPlot } from '@dlw/viz'

/** Four networks that predict tomorrow's sunshine, and what saying "as today" would cost. */
export const figure: SVGSVGElement = runsPlot(
  {
    'Large network': { training: 0.84, validation: 4.12, test: 4.05 },
    'Small network': { training: 2.61, validation: 3.22, test: 3.41 },
    'With early stopping': { training: 2.93, validation: 3.17, test: 3.33 },
    'With batch normalisation': { training: 2.55, validation: 3.19, test: 3.36 },
  },
  { label: 'RMSE (hours)', baseline: { name: 'as today', value: 3.88 } },
)
