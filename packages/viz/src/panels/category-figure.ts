import { createDocument } from '#platform'
import type { CategoryOptions } from '../figure/category-options.ts'
import { checkSize, composeFigure } from '../figure/compose-figure.ts'
import { figureHead, type Legend } from '../figure/figure-head.ts'
import type { GroupedValues } from '../figure/grouped-values.ts'
import { groupColor } from '../figure/palette.ts'
import { labelOf } from '../text/label-of.ts'
import { type CategoryPanel, categoryPanel, categoryWidth, tiltedHeight } from './category-panel.ts'

/** What a plot by categories draws. */
export interface CategoryFigure {
  caller: string
  data: Pick<GroupedValues, 'categories' | 'groups'>
  options: CategoryOptions
  /** Values that the y axis must hold. */
  values: Iterable<number>
  yLabel: string
  name: string
  description: string
  /** Draws a category's group between two places. */
  draw(place: CategoryPlace): readonly SVGElement[]
}

/** Where the mark of one category and group stands. */
export interface CategoryPlace {
  document: Document
  panel: CategoryPanel
  category: number
  group: number
  /** The middle of the mark and its greatest width, in pixels. */
  x: number
  width: number
  color: string
}

/** Puts the marks of categories side by side: the groups of a category share its place. */
export function categoryFigure(figure: CategoryFigure): SVGSVGElement {
  const { caller, data, options, values, yLabel, name } = figure
  const { categories, groups } = data
  const { document = createDocument(), labels = {}, x, hue } = options
  const width = options.width ?? categoryWidth(categories.length, groups.length)
  const squares: Legend = {
    label: labelOf(labels, hue ?? ''),
    entries: groups.map((label, group) => ({ label, color: groupColor(group), symbol: 'M-4-4H4V4H-4z' })),
  }
  const head = figureHead(options, width, hue === undefined ? undefined : squares)
  const height = options.height ?? head.height + 340 + tiltedHeight(categories, width)
  checkSize(caller, width, height)
  const panel = categoryPanel(document, {
    ...{ width, height: height - head.height, categories, values, yLabel },
    xLabel: x === undefined ? '' : labelOf(labels, x),
  })
  const room = (panel.step * 0.8) / groups.length
  categories.forEach((_, category) => {
    groups.forEach((_, group) => {
      const x = panel.center(category) + room * (group - (groups.length - 1) / 2)
      const place = { document, panel, category, group, x, width: room * 0.92, color: groupColor(group) }
      panel.svg.append(...figure.draw(place))
    })
  })
  return composeFigure({
    ...{ document, width, height, head, name },
    panels: [{ svg: panel.svg, x: 0, y: 0 }],
    description: options.description ?? figure.description,
  })
}

/** The words for the mark of a category and group. */
export function placeName(
  { categories, groups }: Pick<GroupedValues, 'categories' | 'groups'>,
  category: number,
  group: number,
): string {
  return groups.length === 1 && groups[0] === '' ? categories[category]! : `${categories[category]} ${groups[group]}`
}

/** What the values are grouped by, as words. */
export function byWords({ x, hue, labels }: CategoryOptions): string {
  const names = [x, hue].flatMap((name) => (name === undefined ? [] : [labelOf(labels, name)]))
  return names.length === 0 ? '' : ` by ${names.join(' and ')}`
}

/** The sentence that says how many rows are left out. */
export const droppedWords = (dropped: number): string =>
  dropped > 0 ? ` ${dropped} rows with missing values are left out.` : ''
