import { folderAtHand, type SetName } from './data-at-hand.ts'
import { recorded } from './recorded.ts'

/** What a live run really runs on in this copy of the site. */
export interface LiveData {
  /** The recorded run whose curve belongs to the data that runs. */
  run: string
  program: string
  data?: SetName
  weights?: SetName
  /** What the reader is told of the data. */
  note?: string
}

/** Runs on photographs, and what stands in for them where the build has none. */
const standIns: Readonly<Record<string, { run: string; program: string; weights?: SetName; note: string }>> = {
  images: {
    run: 'images-synthetic',
    program: 'images-shapes',
    note: 'This copy of the site has no photographs. Run trains the same network on small pictures of six shapes that a program draws, and the dashed curve was recorded on those: compare it with yours, not with the numbers in the text.',
  },
  transfer: {
    run: 'transfer-synthetic',
    program: 'transfer-shapes',
    weights: 'shapes-base',
    note: 'This copy of the site has no ImageNet weights. Run builds on a small network of our own instead, which has learned six drawn shapes, and teaches it four that it has never seen. The dashed curve was recorded on the same.',
  },
}

/**
 * Finds what a live run of `program` beside the recorded `run` can use here: what was recorded on, or a stand-in that
 * says so. `data` names the set of a program that fetches its own where the site has none.
 */
export function liveData(program: string, run: string, data?: SetName): LiveData {
  const standIn = standIns[run]
  if (!standIn) {
    if (!data) return { run, program }
    if (folderAtHand(data)) return { run, program, data }
    return { run, program, note: 'This copy of the site has no data of its own: Run fetches it from its publisher.' }
  }
  const what = recorded[run]
  const needed = what?.kind === 'episode' ? [what.data, what.backbone].filter((name) => name !== undefined) : undefined
  const [set, weights] = (needed as [SetName?, SetName?] | undefined) ?? []
  if (!set || !needed?.every((name) => folderAtHand(name as SetName))) {
    const how = set ? ` To run the real thing, build the site where DLW_DATA_HOME holds ${needed!.join(' and ')}.` : ''
    return { ...standIn, note: standIn.note + how }
  }
  const note = `Runs on ${set}${weights ? ` with the ImageNet weights of ${weights}` : ''}, as the recorded run did: the first time it is fetched from this site.`
  return { run, program, data: set, ...(weights && { weights }), note }
}
