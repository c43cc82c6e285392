/** What every plot accepts. */
export interface PlotOptions {
  /** Width of the whole figure in CSS pixels. Each plot has its own default. */
  width?: number
  /** Height of the whole figure in CSS pixels. Each plot has its own default. */
  height?: number
  /** Heading drawn above the figure, and its accessible name. Defaults to none drawn and a name that says the kind. */
  title?: string
  /** Alternative text for readers who do not see the figure. Defaults to a sentence made from the data. */
  description?: string
  /** The document that makes the elements. Defaults to the page's in browsers and a headless one in Node. */
  document?: Document
}
