export function oneHot(labels: string[], classes: string[]): number[][] {
  return labels.map((label) => classes.map((name) => (name === label ? 1 : 0)))
}

console.log(oneHot(['Gentoo', 'Adelie'], ['Adelie', 'Chinstrap', 'Gentoo']))
