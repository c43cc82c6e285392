/** Which parts of two printed results differ. */
export function differences(expected: string, received: string): string[] {
  const [one, other] = [JSON.parse(expected), JSON.parse(received)] as Record<string, unknown>[]
  return Object.keys(one!).flatMap((name) => {
    const [before, after] = [plain(one![name]), plain(other![name])]
    if (before === after) return []
    const at = [...before].findIndex((letter, index) => letter !== after[index])
    return [
      `${name} differs: ${before.slice(Math.max(0, at - 60), at + 60)} | ${after.slice(Math.max(0, at - 60), at + 60)}`,
    ]
  })
}

/** JSON with the names of each object in order: who wrote them first is no difference. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
