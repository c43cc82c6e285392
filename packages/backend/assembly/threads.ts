import { columnSums } from './column-sums'
import { convolve } from './convolve'
import { depthwiseFilterGradient, depthwiseInputGradient } from './depthwise-gradient'
import { elementwise } from './elementwise'
import { addGroups, filterGradient } from './filter-gradient'
import { maxPoolGradient } from './max-pool-gradient'
import { smallProduct } from './small-product'
import { updateStep } from './update-step'
import { winogradConvolve } from './winograd'
import { winogradFilterGradient, winogradTaps } from './winograd-gradient'

/*
 * One job at a time, cut into units that any thread may take next. Everything shared lies in a block of ten words:
 * the gate (a number that grows with each job, seven bits of how many threads have joined, and whether it is open),
 * what to do, and how far it is. A thread that wakes late finds the gate closed and goes back to sleep, so nobody waits
 * for it.
 */
const GATE: usize = 0
const JOB: usize = 4
const PARAMETERS: usize = 8
const UNITS: usize = 12
const NEXT: usize = 16
const FINISHED: usize = 20
/** Whether the thread that gives the job may sleep; the one that shows a page may not. */
const MAY_SLEEP: usize = 24

const OPEN: i32 = 0x80
const JOINED: i32 = 0x7f
const SPINS: i32 = 2000

/** Does all units of a job, together with whichever threads come to help. */
export function dispatch(control: usize, job: i32, parameters: usize, units: i32, alone: bool): void {
  if (alone || units < 2) {
    for (let unit = 0; unit < units; unit++) perform(job, parameters, unit, 0)
    return
  }
  store<i32>(control, job, JOB)
  store<usize>(control, parameters, PARAMETERS)
  store<i32>(control, units, UNITS)
  atomic.store<i32>(control, 0, NEXT)
  atomic.store<i32>(control, 0, FINISHED)
  const generation = (atomic.load<i32>(control, GATE) >>> 8) + 1
  atomic.store<i32>(control, (generation << 8) | OPEN, GATE)
  atomic.notify(control + GATE, units - 1)
  takeUnits(control, 0)
  let gate = atomic.load<i32>(control, GATE)
  while (true) {
    const seen = atomic.cmpxchg<i32>(control, gate, gate & ~OPEN, GATE)
    if (seen === gate) break
    gate = seen
  }
  const joined = gate & JOINED
  // The last units are in other hands: spin for a moment, then leave the core to them.
  let spins = 0
  while (true) {
    const finished = atomic.load<i32>(control, FINISHED)
    if (finished >= joined) return
    if (++spins > SPINS && load<i32>(control, MAY_SLEEP)) atomic.wait<i32>(control + FINISHED, finished, -1)
  }
}

/** What a helping thread does all its life. */
export function work(control: usize, slot: i32): void {
  let last: i32 = 0
  let spins: i32 = 0
  while (true) {
    const gate = atomic.load<i32>(control, GATE)
    if ((gate & OPEN) !== 0 && gate >>> 8 !== last) {
      if (atomic.cmpxchg<i32>(control, gate, gate + 1, GATE) !== gate) continue
      last = gate >>> 8
      takeUnits(control, slot)
      atomic.add<i32>(control, 1, FINISHED)
      atomic.notify(control + FINISHED, 1)
      spins = 0
    } else if (spins < SPINS) spins++
    else {
      atomic.wait<i32>(control + GATE, gate, -1)
      spins = 0
    }
  }
}

function takeUnits(control: usize, slot: i32): void {
  const job = load<i32>(control, JOB)
  const parameters = load<usize>(control, PARAMETERS)
  const units = load<i32>(control, UNITS)
  while (true) {
    const unit = atomic.add<i32>(control, 1, NEXT)
    if (unit >= units) return
    perform(job, parameters, unit, slot)
  }
}

function perform(job: i32, parameters: usize, unit: i32, slot: i32): void {
  if (job === 0) convolve(parameters, unit, slot)
  else if (job === 1) filterGradient(parameters, unit, slot)
  else if (job === 2) maxPoolGradient(parameters, unit, slot)
  else if (job === 3) elementwise(parameters, unit, slot)
  else if (job === 4) columnSums(parameters, unit, slot)
  else if (job === 5) depthwiseInputGradient(parameters, unit, slot)
  else if (job === 6) depthwiseFilterGradient(parameters, unit, slot)
  else if (job === 7) addGroups(parameters, unit, slot)
  else if (job === 8) winogradConvolve(parameters, unit, slot)
  else if (job === 9) winogradFilterGradient(parameters, unit, slot)
  else if (job === 10) winogradTaps(parameters, unit, slot)
  else if (job === 11) smallProduct(parameters, unit, slot)
  else if (job === 12) updateStep(parameters, unit, slot)
}
