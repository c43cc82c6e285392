import type { LayersModel } from '@tensorflow/tfjs-layers'
import { parameterCount } from '../summary/parameter-count.ts'

/** Options of {@link modelCard}. */
export interface ModelCardOptions {
  /** Name of the model. */
  title: string
  /** Intended use and users. */
  intendedUse: string
  /** Uses it is not suitable for, and known failures: one sentence each. */
  limits: readonly string[]
  /** Training data. */
  data: {
    name: string
    /** Source of the data: a URL or a citation. */
    source: string
    licence: string
    /** Rows in each part, such as `{ train: 273, test: 69 }`. */
    split: Readonly<Record<string, number>>
    /** How the data was split, such as 'stratified by species, seed 0'. */
    method?: string
  }
  /** Metrics on the test set, such as `{ accuracy: 0.97 }`. */
  metrics: Readonly<Record<string, number>>
  /** {@link fingerprint} of the test set, so that scores can be compared. */
  testSet: string
  /** Licence of the model itself. */
  licence: string
  /** Contact for questions. Optional. */
  contact?: string
}

/**
 * Creates a model card in Markdown, which describes the model to its users. Save it as `README.md` beside the model.
 *
 * @param model The model; the card includes its architecture and parameters.
 * @throws RangeError if a metric is not a finite number; TypeError if a required text is missing.
 * @see Mitchell et al. (2019), "Model Cards for Model Reporting", and Hugging Face's model cards
 * @example
 * ```ts
 * import { modelCard } from '@dlw/models'
 *
 * const card = modelCard(model, {
 *   title: 'Penguin species',
 *   intendedUse: 'Learning how a classifier is made.',
 *   limits: ['Knows three species only, from three islands.'],
 *   data: { name: 'Palmer penguins', source: 'https://allisonhorst.github.io/palmerpenguins', licence: 'CC0', split: { train: 273, test: 69 } },
 *   metrics: { accuracy: 0.971 },
 *   testSet: '0123456789abcdef',
 *   licence: 'MIT',
 * })
 * console.log(card.split('\n')[0]) // → # Penguin species
 * ```
 */
export function modelCard(model: LayersModel, options: ModelCardOptions): string {
  const { title, intendedUse, limits, data, metrics, testSet, licence, contact } = options
  const texts = {
    title,
    intendedUse,
    testSet,
    licence,
    'data.name': data.name,
    'data.source': data.source,
    'data.licence': data.licence,
  }
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new TypeError(`modelCard: expected a text, received ${name}=${text}. Say it in a sentence.`)
    }
  }
  for (const [name, value] of Object.entries(metrics)) {
    if (!Number.isFinite(value)) {
      throw new RangeError(
        `modelCard: expected finite numbers, received metrics.${name}=${value}. Leave out what was not measured.`,
      )
    }
  }
  const { total, trainable } = parameterCount(model)
  const table = (head: string, rows: readonly (readonly [string, string | number])[]): string =>
    [`| ${head} | |`, '|---|---|', ...rows.map(([name, value]) => `| ${cell(name)} | ${cell(String(value))} |`)].join(
      '\n',
    )
  const shapes = (tensors: LayersModel['inputs']) =>
    tensors.map(({ shape }) => `(${shape.map((size) => size ?? 'any').join(', ')})`).join(', ')
  const sections = [
    `# ${title}`,
    `## Intended use\n\n${intendedUse}`,
    `## Limits\n\n${limits.map((limit) => `- ${limit}`).join('\n')}`,
    `## Model\n\n${table('', [
      ['Layers', model.layers.length],
      ['Input', shapes(model.inputs)],
      ['Output', shapes(model.outputs)],
      ['Parameters', total.toLocaleString('en-US')],
      ['of these trained', trainable.toLocaleString('en-US')],
    ])}`,
    `## Data\n\n${data.name} (${data.source}), licence: ${data.licence}.${data.method ? ` Split: ${data.method}.` : ''}\n\n${table('Part', Object.entries(data.split))}`,
    `## Results on the test set\n\n${table('Metric', Object.entries(metrics))}\n\nFingerprint of the test set: \`${testSet}\``,
    `## Licence\n\n${licence}`,
    ...(contact ? [`## Contact\n\n${contact}`] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

/** Escapes text for a table cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
