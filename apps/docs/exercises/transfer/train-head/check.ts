import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ history }: Answer): void {
  wanted(history?.metrics !== undefined, 'Export what fit returns as history.')
  const names = ['accuracy', 'loss', 'val_accuracy', 'val_loss']
  same(Object.keys(history.metrics).sort(), names, 'What the history holds')
  const first = history.metrics.loss[0]
  wanted(first > 0.8 && first < 1.6, `The first loss: expected about ln 3 = 1.1, received ${first}.`)
  const scores: number[] = history.metrics.val_accuracy
  const best = scores.indexOf(Math.max(...scores))
  same(scores.length, Math.min(30, best + 1 + 5), 'The number of epochs, given where val_accuracy was best')
  wanted(scores[best]! >= 0.95, `The best val_accuracy: expected at least 0.95, received ${scores[best]}.`)
  const last = history.metrics.loss.at(-1)
  wanted(last < 0.3, `The last loss: expected below 0.3, received ${last}. The outputs are to be logits.`)
}
