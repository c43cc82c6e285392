import { expect, it } from 'vitest'
import { nadamProduct } from './nadam.ts'

it.each([0.9, 0.999])("the product of Nadam's shares for beta1 = %d takes no longer after many steps", (beta1) => {
  let product = 1
  for (let step = 1; step <= 3000; step++) {
    product *= beta1 * (1 - 0.5 * 0.96 ** step)
    if ([1, 10, 999, 1000, 1001, 3000].includes(step)) expect(nadamProduct(beta1, step) / product).toBeCloseTo(1, 10)
  }
  expect(nadamProduct(beta1, 0)).toBe(1)
  expect(nadamProduct(beta1, 2 ** 53 - 1)).toBe(0)
})
