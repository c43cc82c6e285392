/** Names as Keras tells them apart: the second `auc` is `auc_1`, the third `auc_2`. */
export function uniqueNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>()
  const taken = new Set(names)
  return names.map((name) => {
    let count = counts.get(name) ?? 0
    let result = name
    if (count > 0) {
      while (taken.has(`${name}_${count}`)) count++
      result = `${name}_${count}`
      taken.add(result)
    }
    counts.set(name, count + 1)
    return result
  })
}
