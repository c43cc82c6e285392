import { classify } from '../figures/classify.ts'
import { element } from './made-element.ts'
import type { Network } from './messages.ts'

/** Sliders for a sample of the reader's own, and what the network that was just trained makes of it. */
export function ownSample(network: Network): HTMLElement {
  const box = element('div', { className: 'own-sample' })
  box.setAttribute('role', 'group')
  box.setAttribute('aria-label', 'Ask your network')
  const sliders = element('div', { className: 'sliders' })
  const measurements = network.inputs.map(({ median }) => median)
  const answer = element('p', { className: 'readout' })
  answer.setAttribute('role', 'status')
  const bars = element('div', { className: 'shares' })
  const meters = network.classes.map((name) => {
    const meter = element('meter', { min: 0, max: 1 })
    const share = element('span', {})
    const label = element('label', {})
    label.append(element('span', { textContent: name }), meter, share)
    bars.append(label)
    return { meter, share }
  })
  const ask = (): void => {
    const shares = classify(network, measurements)
    for (const [index, { meter, share }] of meters.entries()) {
      meter.value = shares[index]!
      share.textContent = percent(shares[index]!)
    }
    const best = shares.indexOf(Math.max(...shares))
    answer.textContent = `Your network says ${network.classes[best]}, with a probability of ${percent(shares[best]!)}.`
  }
  for (const [index, { name, least, most }] of network.inputs.entries()) {
    const shown = element('output', { textContent: String(measurements[index]) })
    const step = most - least > 500 ? 25 : most - least > 50 ? 1 : 0.1
    const slider = element('input', { type: 'range', min: String(least), max: String(most), step: String(step) })
    slider.value = String(measurements[index])
    slider.oninput = () => {
      measurements[index] = Number(slider.value)
      shown.textContent = slider.value
      ask()
    }
    const label = element('label', {})
    label.append(element('span', { textContent: name }), slider, shown)
    sliders.append(label)
  }
  ask()
  box.append(element('p', { className: 'figure-title', textContent: 'A sample of your own' }), sliders, bars, answer)
  return box
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
