import { barPlot } from '@dlw/viz'

/** Names in scripts that the font of this package has, and in two that need another one. */
export const figure: SVGSVGElement = barPlot(
  { 東京: 37, القاهرة: 22, Αθήνα: 3, Москва: 17, Zürich: 1.4 },
  { title: '都市圏の人口 · Πληθυσμός · Население', label: 'سكان المدن' },
)
