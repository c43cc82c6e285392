import type { Logs } from '../loop/callback.ts'
import { pythonFormat } from './python-format.ts'

/** Text as it is, or a value with its format. */
type Piece = string | { name: string; spec: string }

/**
 * Prepares a path in which values stand in Python's format: `'{epoch:02d}-{val_loss:.2f}.h5'`.
 *
 * @returns A function that fills in the values; `epoch` is a whole number, all others are not.
 * @throws RangeError for a format that Python does not have, here and not after an epoch.
 */
export function pathTemplate(path: string): (values: Logs) => string {
  const pieces = piecesOf(path)
  for (const piece of pieces) {
    if (typeof piece !== 'string') textOf(1, piece, path)
  }
  return (values) =>
    pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece
        const value = values[piece.name]
        if (value !== undefined) return textOf(value, piece, path)
        throw new RangeError(
          `modelCheckpoint: expected a path with names among ${Object.keys(values).join(', ')}, received ${piece.name} in path=${path}.`,
        )
      })
      .join('')
}

function piecesOf(path: string): Piece[] {
  const pieces: Piece[] = []
  for (const [text, name, spec] of path.matchAll(/\{\{|\}\}|\{(\w+)(?::([^{}]*))?\}|[^{}]+|[{}]/g)) {
    if (name !== undefined) pieces.push({ name, spec: spec ?? '' })
    else if (text === '{{' || text === '}}') pieces.push(text[0]!)
    else if (text !== '{' && text !== '}') pieces.push(text)
    else {
      throw new RangeError(
        `modelCheckpoint: expected {name} or {name:format} in the path, received path=${path}. Write {{ and }} for braces.`,
      )
    }
  }
  return pieces
}

function textOf(value: number, { name, spec }: { name: string; spec: string }, path: string): string {
  const text = pythonFormat(value, spec, name === 'epoch')
  if (text !== undefined) return text
  throw new RangeError(
    `modelCheckpoint: expected a format that Python has for ${name === 'epoch' ? 'a whole number' : 'a number'}, received {${name}:${spec}} in path=${path}. Use for example {epoch:03d} or {${name === 'epoch' ? 'val_loss' : name}:.4f}.`,
  )
}
