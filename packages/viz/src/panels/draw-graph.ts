import { svgElement } from '../figure/elements.ts'
import { hash } from '../figure/hash.ts'
import { palette } from '../figure/palette.ts'
import { fitText, textWidth } from '../text/text-width.ts'
import type { Box, ModelGraph } from './model-graph.ts'

const boxHeight = 46
const widestLabel = 300
const pixelsPerInch = 72

/** Lays the graph out with Graphviz and draws it. */
export async function drawGraph(
  document: Document,
  { boxes, edges }: ModelGraph,
): Promise<{ svg: SVGSVGElement; width: number; height: number }> {
  const { instance } = await import('@viz-js/viz')
  const widths = boxes.map((box) => Math.ceil(28 + Math.max(textWidth(heading(box)), textWidth(detail(box), 11))))
  const plain = (await instance()).renderString(
    {
      directed: true,
      graphAttributes: { nodesep: 0.3, ranksep: 0.3 },
      nodeAttributes: { shape: 'box', fixedsize: true },
      edgeAttributes: { arrowhead: 'none' },
      nodes: boxes.map((_, index) => ({
        name: `n${index}`,
        attributes: { width: widths[index]! / pixelsPerInch, height: boxHeight / pixelsPerInch },
      })),
      edges: edges.map(([from, to]) => ({ tail: `n${from}`, head: `n${to}` })),
    },
    { format: 'plain' },
  )
  const lines = plain
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
  const [, , inchesWide, inchesHigh] = lines[0]!
  const margin = 8
  const x = (inches: string): number => margin + Number(inches) * pixelsPerInch
  const y = (inches: string): number => margin + (Number(inchesHigh) - Number(inches)) * pixelsPerInch
  const width = Math.ceil(2 * margin + Number(inchesWide) * pixelsPerInch)
  const height = Math.ceil(2 * margin + Number(inchesHigh) * pixelsPerInch)
  const arrowId = `dlw-${hash(plain)}-arrow`
  const tip = svgElement(document, 'path', { d: 'M0 0L8 3.5L0 7z' })
  const arrow = { id: arrowId, viewBox: '0 0 8 7', refX: 8, refY: 3.5, markerWidth: 8, markerHeight: 7 }
  const svg = svgElement(document, 'svg', { width, height, overflow: 'visible' }, [
    svgElement(document, 'defs', {}, [
      svgElement(document, 'marker', { ...arrow, orient: 'auto', markerUnits: 'userSpaceOnUse' }, [tip]),
    ]),
  ])
  for (const [kind, name, ...rest] of lines) {
    if (kind === 'node') {
      const index = Number(name!.slice(1))
      svg.append(drawBox(document, boxes[index]!, x(rest[0]!), y(rest[1]!), widths[index]!))
    }
    if (kind === 'edge') {
      const count = Number(rest[1])
      const points = Array.from({ length: count }, (_, each) => `${x(rest[2 + 2 * each]!)} ${y(rest[3 + 2 * each]!)}`)
      const d = `M${points[0]}C${points.slice(1).join(' ')}`
      const line = { fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.7, 'marker-end': `url(#${arrowId})` }
      svg.append(svgElement(document, 'path', { d, ...line }))
    }
  }
  return { svg, width, height }
}

const detail = (box: Box): string => fitText(box.detail, 1.6 * widestLabel, 11)

function heading({ label, kind }: Box): string {
  const shown = fitText(label, widestLabel)
  return kind === '' ? shown : `${shown} (${fitText(kind, widestLabel / 2)})`
}

function drawBox(document: Document, box: Box, x: number, y: number, width: number): SVGGElement {
  const color = colorOf(box.kind)
  const frame = { width, height: boxHeight, rx: 5, fill: color, 'fill-opacity': 0.14, stroke: color }
  const middle = { x: width / 2, 'text-anchor': 'middle' }
  return svgElement(document, 'g', { transform: `translate(${x - width / 2},${y - boxHeight / 2})` }, [
    svgElement(document, 'rect', frame),
    svgElement(document, 'text', { ...middle, y: 19 }, [heading(box)]),
    svgElement(document, 'text', { ...middle, y: 36, 'font-size': 11, 'fill-opacity': 0.8 }, [detail(box)]),
  ])
}

/** One colour per family of layers: with weights for places, with weights for all, pooling, normalising, the rest. */
function colorOf(kind: string): string {
  const families = [
    /Conv/,
    /Dense|LSTM|GRU|Embedding/,
    /Pool|Flatten|Reshape/,
    /Normalization|Dropout/,
    /^$|Functional|Model|Sequential/,
  ]
  const family = families.findIndex((pattern) => pattern.test(kind))
  return family < 0 ? palette[6]! : palette[family]!
}
