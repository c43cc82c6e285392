export function oneHot(labels: string[], classes: string[]): number[][] {
  // A row for each label: 1 at the place of its class, 0 elsewhere.
  return []
}

console.log(oneHot(['Gentoo', 'Adelie'], ['Adelie', 'Chinstrap', 'Gentoo']))
