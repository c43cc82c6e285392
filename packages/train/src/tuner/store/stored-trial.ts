import type { Trial } from '../run/trial.ts'
import type { Values } from '../space/parameter.ts'
import {
  countFrom,
  executionsFrom,
  isRecord,
  logsFrom,
  numberFrom,
  numbersFrom,
  type Refuse,
  received,
  reportsFrom,
  textFrom,
  textsFrom,
} from './plain-results.ts'

const statuses: readonly unknown[] = ['running', 'completed', 'failed', 'invalid', 'pruned'] satisfies Trial['status'][]

/**
 * A trial as its file holds it.
 *
 * @throws RangeError that names the file and what does not belong there.
 */
export function storedTrial(stored: unknown, { id, path }: { id: string; path: string }): Trial {
  const refuse: Refuse = (expected, name, value) => {
    throw new RangeError(
      `tune: expected ${expected} in ${path}, received ${name}=${value}. Remove the file to run its trial again.`,
    )
  }
  if (!isRecord(stored)) return refuse('a trial', 'content', received(stored))
  if (stored.id !== id) return refuse(`trial ${id}`, 'id', received(stored.id))
  if (!statuses.includes(stored.status)) return refuse('the status of a trial', 'status', received(stored.status))
  const status = stored.status as Trial['status']
  const has = (name: string): boolean => stored[name] !== undefined
  const isCompleted = status === 'completed'
  return {
    id,
    values: valuesFrom(stored.values, refuse),
    status,
    ...((isCompleted || has('score')) && { score: numberFrom(stored, 'score', refuse) }),
    ...((isCompleted || has('metrics')) && { metrics: logsFrom(stored.metrics, refuse) }),
    ...((isCompleted || has('executions')) && { executions: executionsFrom(stored.executions, refuse) }),
    ...(has('reports') && { reports: reportsFrom(stored.reports, refuse) }),
    ...(has('unread') && { unread: textsFrom(stored.unread, 'unread', refuse) }),
    ...(has('seconds') && { seconds: numberFrom(stored, 'seconds', refuse) }),
    ...(has('message') && { message: textFrom(stored, 'message', refuse) }),
    ...(has('constraints') && { constraints: numbersFrom(stored.constraints, 'constraints', refuse) }),
    ...(stored.enqueued === true && { enqueued: true }),
    ...(stored.added === true && { added: true }),
    ...(has('epochs') && { epochs: countFrom(stored, 'epochs', refuse) }),
    ...(has('hyperband') && { hyperband: hyperbandFrom(stored.hyperband, refuse) }),
  }
}

function valuesFrom(values: unknown, refuse: Refuse): Values {
  if (!isRecord(values)) return refuse('values by name', 'values', received(values))
  for (const [name, value] of Object.entries(values)) {
    const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
    if (!isPlain) return refuse('values that are numbers, texts, true or false', name, received(value))
  }
  return values as Values
}

function hyperbandFrom(place: unknown, refuse: Refuse): NonNullable<Trial['hyperband']> {
  if (!isRecord(place)) return refuse('a place in a hyperband', 'hyperband', received(place))
  return {
    iteration: countFrom(place, 'iteration', refuse),
    bracket: countFrom(place, 'bracket', refuse),
    round: countFrom(place, 'round', refuse),
    ...(place.from !== undefined && { from: textFrom(place, 'from', refuse) }),
  }
}
