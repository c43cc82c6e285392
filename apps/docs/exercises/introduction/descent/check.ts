import { type Answer, near, wanted } from '../../wanted.ts'

export default function check({ step }: Answer): void {
  wanted(typeof step === 'function', 'Export a function named step.')
  near(step(-1, 0.1), -0.2, 'One step from −1 with learning rate 0.1')
  near(step(3, 0.5), 3, 'At the lowest point the slope is 0: from 3')
  near(step(5, 0.5), 3, 'With learning rate 0.5 one step is enough: from 5')
}
