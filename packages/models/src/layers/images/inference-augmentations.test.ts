import { expect, it } from 'vitest'
import { layerClasses } from '../layer-classes.ts'

it('are made once: a class that is registered stays for as long as the process runs', () => {
  const [first, second] = [layerClasses(), layerClasses()]
  expect(first.length).toBeGreaterThan(100)
  expect(first.filter((one, index) => one !== second[index])).toEqual([])
})
