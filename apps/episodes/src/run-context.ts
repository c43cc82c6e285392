import type { BackendReport } from '@dlw/backend'
import type { Callback } from '@dlw/train'

/**
 * What an episode runs in: a terminal, a recording, a page. The episode says what there is to see, and the context
 * decides how it looks. Names are unique within an episode: the pages find outputs, figures and curves by them.
 */
export interface RunContext {
  /** Opens the next of the ten steps of the workflow. */
  step(title: string): void
  /** Shows one sentence. */
  say(sentence: string): void
  /** Shows which device was chosen, and why. */
  backend(report: BackendReport): void
  /** Shows a value that has a readable text, such as a table or a summary. */
  print(name: string, value: string | { toString(): string }): void
  /** Shows a figure. `draw` is called only where figures are wanted. */
  figure(name: string, caption: string, draw: () => SVGElement): Promise<void>
  /** Returns a callback that shows the progress of the training `name`. */
  training(name: string): Callback
}
