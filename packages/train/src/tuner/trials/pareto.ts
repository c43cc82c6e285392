import { isFeasible } from '../run/constraints.ts'
import type { Objective } from '../run/objective.ts'
import type { Trial } from '../run/trial.ts'

/** What a trial loses by each objective: less is better; undefined unless it has a number for each and keeps the constraints. */
export function lossesOf(trial: Trial, objectives: readonly Objective[]): number[] | undefined {
  if (trial.status !== 'completed' || !isFeasible(trial)) return undefined
  const values = objectives.map(({ name }, index) => trial.metrics?.[name] ?? (index === 0 ? trial.score : undefined))
  const losses = values.map((value, index) => (objectives[index]!.direction === 'min' ? 1 : -1) * (value ?? Number.NaN))
  return losses.every(Number.isFinite) ? losses : undefined
}

/**
 * The front to which each point belongs: 0 for those that no other point is better than, 1 for those that only points of
 * front 0 are better than, and so on. A point is better than another when it is no worse anywhere, and better somewhere.
 *
 * @see Deb et al., A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II (2002)
 */
export function paretoRanks(points: readonly (readonly number[])[]): number[] {
  // In this order nothing that comes later is better than something earlier.
  const order = points.map((_, index) => index).sort((a, b) => lexicographic(points[a]!, points[b]!))
  const ranks = new Array<number>(points.length).fill(0)
  const fronts: number[][] = []
  for (const index of order) {
    const rank = fronts.findIndex((front) => !front.some((other) => dominates(points[other]!, points[index]!)))
    ranks[index] = rank < 0 ? fronts.length : rank
    if (rank < 0) fronts.push([index])
    else fronts[rank]!.push(index)
  }
  return ranks
}

function lexicographic(a: readonly number[], b: readonly number[]): number {
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return a[axis]! - b[axis]!
  return 0
}

const dominates = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, axis) => value <= b[axis]!) && a.some((value, axis) => value < b[axis]!)

/**
 * How alone each point of a front is: the sum over the axes of the distances of its neighbours; Infinity at the ends.
 */
export function crowdingDistances(points: readonly (readonly number[])[]): number[] {
  const distances = new Array<number>(points.length).fill(0)
  for (let axis = 0; axis < (points[0]?.length ?? 0); axis++) {
    const order = points.map((_, index) => index).sort((a, b) => points[a]![axis]! - points[b]![axis]!)
    const at = (place: number): number => points[order[place]!]![axis]!
    const range = at(order.length - 1) - at(0)
    for (const [place, index] of order.entries()) {
      const isEnd = place === 0 || place === order.length - 1
      if (isEnd) distances[index] = Infinity
      else if (range > 0) distances[index]! += (at(place + 1) - at(place - 1)) / range
    }
  }
  return distances
}

/** The trials with a number for each objective, those of the first front first, the loneliest of a front first. */
export function byFronts<T extends Trial>(
  trials: readonly T[],
  objectives: readonly Objective[],
): { trial: T; rank: number }[] {
  const scored = trials.flatMap((trial) => {
    const losses = lossesOf(trial, objectives)
    return losses ? [{ trial, losses }] : []
  })
  const ranks = paretoRanks(scored.map(({ losses }) => losses))
  const alone = new Array<number>(scored.length).fill(0)
  const fronts = new Map<number, number[]>()
  for (const [index, rank] of ranks.entries()) {
    const front = fronts.get(rank)
    if (front) front.push(index)
    else fronts.set(rank, [index])
  }
  for (const members of fronts.values()) {
    const distances = crowdingDistances(members.map((index) => scored[index]!.losses))
    for (const [place, index] of members.entries()) alone[index] = distances[place]!
  }
  const apart = (a: number, b: number): number => (alone[a] === alone[b] ? a - b : alone[b]! - alone[a]!)
  return [...ranks.keys()]
    .sort((a, b) => ranks[a]! - ranks[b]! || apart(a, b))
    .map((index) => ({ trial: scored[index]!.trial, rank: ranks[index]! }))
}
