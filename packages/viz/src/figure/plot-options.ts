/** Options of every plot. */
export interface PlotOptions {
  /** Width of the whole figure in CSS pixels. The default depends on the plot. */
  width?: number
  /** Height of the whole figure in CSS pixels. The default depends on the plot. */
  height?: number
  /** Heading above the figure, also its accessible name. Defaults to no heading and the kind of plot as name. */
  title?: string
  /** Alternative text for readers who cannot see the figure. Defaults to a sentence generated from the data. */
  description?: string
  /** Document that creates the elements. Defaults to the page's document in browsers and a headless one in Node. */
  document?: Document
}
