/** The name to print for a column: the one that the user gave for it, or its own. */
export function labelOf(labels: Readonly<Record<string, string>> | undefined, name: string): string {
  return labels !== undefined && Object.hasOwn(labels, name) ? labels[name]! : name
}
