import { type Answer, same, wanted } from '../../wanted.ts'

export default function check({ oneHot }: Answer): void {
  wanted(typeof oneHot === 'function', 'Export a function named oneHot.')
  const classes = ['Adelie', 'Chinstrap', 'Gentoo']
  const rows = [
    [0, 0, 1],
    [1, 0, 0],
  ]
  same(oneHot(['Gentoo', 'Adelie'], classes), rows, 'For Gentoo and Adelie')
  same(oneHot(['Chinstrap'], classes), [[0, 1, 0]], 'For Chinstrap')
  same(oneHot([], classes), [], 'For no labels')
}
