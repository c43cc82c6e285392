/** Returns the display name of a column: the user's label, or the column name. */
export function labelOf(labels: Readonly<Record<string, string>> | undefined, name: string): string {
  return labels !== undefined && Object.hasOwn(labels, name) ? labels[name]! : name
}
