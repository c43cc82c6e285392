/*
 * An optimizer's step on the weights of one variable, in place, with the digits of the loops in JavaScript: Adam, plain
 * descent and weight decay compute in float64 and round what they store, the other rules round each operation to float32.
 */

// Where each parameter lies, in bytes; capture/native-update.ts writes them in this order.
const RULE: usize = 0
const VALUES: usize = 4
const GRADIENT: usize = 8
/** What is remembered of each weight: up to three arrays, or 0. */
const FIRST: usize = 12
const SECOND: usize = 16
const THIRD: usize = 20
const SIZE: usize = 24
/** Weights in a unit, a multiple of four. */
const EACH: usize = 28
/** Factor on the weights before the step, in float64, and then what the rule takes. */
const KEPT: usize = 32
const NUMBERS: usize = 40
/** Room for the last few weights, gradients and what is remembered of them, filled up to four. */
const LAST: usize = 96

/** Steps one share of the weights. */
export function updateStep(parameters: usize, unit: i32, _slot: i32): void {
  const each = load<i32>(parameters, EACH)
  const from = unit * each
  const count = min(each, load<i32>(parameters, SIZE) - from)
  const whole = <usize>(count & ~3) * 4
  const rest = <usize>(count & 3) * 4
  step(parameters, <usize>from * 4, whole)
  if (rest === 0) return
  const last = parameters + LAST
  const offset = <usize>from * 4 + whole
  memory.fill(last, 0, 80)
  for (let array: usize = 0; array < 5; array++) {
    const address = load<usize>(parameters + VALUES + array * 4)
    if (address) memory.copy(last + array * 16, address + offset, rest)
  }
  rule(parameters, last, last + 16, last + 32, last + 48, last + 64, 16)
  for (let array: usize = 0; array < 5; array++) {
    const address = load<usize>(parameters + VALUES + array * 4)
    if (address && array !== 1) memory.copy(address + offset, last + array * 16, rest)
  }
}

function step(parameters: usize, offset: usize, bytes: usize): void {
  rule(
    parameters,
    load<usize>(parameters, VALUES) + offset,
    load<usize>(parameters, GRADIENT) + offset,
    load<usize>(parameters, FIRST) + offset,
    load<usize>(parameters, SECOND) + offset,
    load<usize>(parameters, THIRD) + offset,
    bytes,
  )
}

function rule(parameters: usize, values: usize, slopes: usize, a: usize, b: usize, c: usize, bytes: usize): void {
  const kept = load<f64>(parameters, KEPT)
  if (kept !== 1) decay(values, bytes, kept)
  const number = load<i32>(parameters, RULE)
  const numbers = parameters + NUMBERS
  if (number === 0) adam(values, slopes, a, b, bytes, numbers)
  else if (number === 1) descent(values, slopes, bytes, numbers)
  else if (number === 2) momentum(values, slopes, a, bytes, numbers)
  else if (number === 3) adagrad(values, slopes, a, bytes, numbers)
  else rmsprop(values, slopes, a, b, c, bytes, numbers)
}

/** Two float32 as float64. */
function two(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load_zero<u64>(address))
}

/** Two float64 rounded to float32. */
function storeTwo(address: usize, numbers: v128): void {
  v128.store_lane<u64>(address, f32x4.demote_f64x2_zero(numbers), 0)
}

function single(numbers: usize, index: usize): v128 {
  return f32x4.splat(<f32>load<f64>(numbers + index * 8))
}

function decay(values: usize, bytes: usize, kept: f64): void {
  const factor = f64x2.splat(kept)
  for (let at: usize = 0; at < bytes; at += 8) storeTwo(values + at, f64x2.mul(two(values + at), factor))
}

/** Takes the rate, epsilon, and how far the means move. */
function adam(values: usize, slopes: usize, means: usize, squares: usize, bytes: usize, numbers: usize): void {
  const rate = f64x2.splat(load<f64>(numbers))
  const epsilon = f64x2.splat(load<f64>(numbers, 8))
  const ofMean = f64x2.splat(load<f64>(numbers, 16))
  const ofSquare = f64x2.splat(load<f64>(numbers, 24))
  for (let at: usize = 0; at < bytes; at += 8) {
    const slope = two(slopes + at)
    let mean = two(means + at)
    let square = two(squares + at)
    mean = f64x2.add(mean, f64x2.mul(f64x2.sub(slope, mean), ofMean))
    square = f64x2.add(square, f64x2.mul(f64x2.sub(f64x2.mul(slope, slope), square), ofSquare))
    storeTwo(means + at, mean)
    storeTwo(squares + at, square)
    const move = f64x2.div(f64x2.mul(mean, rate), f64x2.add(f64x2.sqrt(square), epsilon))
    storeTwo(values + at, f64x2.sub(two(values + at), move))
  }
}

/** Takes the rate. */
function descent(values: usize, slopes: usize, bytes: usize, numbers: usize): void {
  const rate = f64x2.splat(load<f64>(numbers))
  for (let at: usize = 0; at < bytes; at += 8) {
    storeTwo(values + at, f64x2.sub(two(values + at), f64x2.mul(rate, two(slopes + at))))
  }
}

/** Takes the rate, how much of the last step stays, and whether to look ahead. */
function momentum(values: usize, slopes: usize, steps: usize, bytes: usize, numbers: usize): void {
  const rate = single(numbers, 0)
  const kept = single(numbers, 1)
  const nesterov = load<f64>(numbers, 16) !== 0
  for (let at: usize = 0; at < bytes; at += 16) {
    const slope = f32x4.mul(v128.load(slopes + at), rate)
    const step = f32x4.sub(f32x4.mul(v128.load(steps + at), kept), slope)
    v128.store(steps + at, step)
    const move = nesterov ? f32x4.sub(f32x4.mul(step, kept), slope) : step
    v128.store(values + at, f32x4.add(v128.load(values + at), move))
  }
}

/** Takes the rate and epsilon. */
function adagrad(values: usize, slopes: usize, sums: usize, bytes: usize, numbers: usize): void {
  const rate = single(numbers, 0)
  const epsilon = single(numbers, 1)
  for (let at: usize = 0; at < bytes; at += 16) {
    const slope = v128.load(slopes + at)
    const square = f32x4.add(v128.load(sums + at), f32x4.mul(slope, slope))
    v128.store(sums + at, square)
    const move = f32x4.div(f32x4.mul(slope, rate), f32x4.sqrt(f32x4.add(square, epsilon)))
    v128.store(values + at, f32x4.sub(v128.load(values + at), move))
  }
}

/** Takes the rate, epsilon, how much of the means stays and how much is new, the momentum, and whether it is centred. */
function rmsprop(values: usize, slopes: usize, squares: usize, b: usize, c: usize, bytes: usize, numbers: usize): void {
  const rate = single(numbers, 0)
  const epsilon = single(numbers, 1)
  const kept = single(numbers, 2)
  const taken = single(numbers, 3)
  const momentum = single(numbers, 4)
  const hasMomentum = load<f64>(numbers, 32) > 0
  const centred = load<f64>(numbers, 40) !== 0
  const averages = hasMomentum ? c : b
  for (let at: usize = 0; at < bytes; at += 16) {
    const slope = v128.load(slopes + at)
    const ofSquare = f32x4.mul(f32x4.mul(slope, slope), taken)
    let spread = f32x4.add(f32x4.mul(v128.load(squares + at), kept), ofSquare)
    v128.store(squares + at, spread)
    if (centred) {
      const average = f32x4.add(f32x4.mul(v128.load(averages + at), kept), f32x4.mul(slope, taken))
      v128.store(averages + at, average)
      spread = f32x4.sub(spread, f32x4.mul(average, average))
    }
    let step = f32x4.div(f32x4.mul(slope, rate), f32x4.sqrt(f32x4.add(spread, epsilon)))
    if (hasMomentum) {
      step = f32x4.add(f32x4.mul(v128.load(b + at), momentum), step)
      v128.store(b + at, step)
    }
    v128.store(values + at, f32x4.sub(v128.load(values + at), step))
  }
}
