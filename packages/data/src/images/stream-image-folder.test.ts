import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { type ImageStream, loadImageFolder, splitIndices, streamImageFolder } from '../index.ts'

/** Seven images in two classes; the red of each is its number. */
function photos(): string {
  const directory = temporaryDirectory()
  for (const [index, name] of ['a', 'a', 'a', 'b', 'b', 'b', 'b'].entries()) {
    mkdirSync(join(directory, name), { recursive: true })
    const data = Uint8Array.of(index, 0, 0)
    writeFileSync(join(directory, name, `${index}.png`), encode({ width: 1, height: 1, channels: 3, depth: 8, data }))
  }
  return directory
}

async function batchesOf(stream: ImageStream, epoch = 0): Promise<{ reds: number[]; labels: number[] }[]> {
  const batches = []
  for await (const { images, labels } of stream.epoch(epoch)) {
    batches.push({ reds: [...images.data].filter((_, place) => place % 3 === 0), labels: [...labels] })
  }
  return batches
}

describe('streamImageFolder', () => {
  it('gives all images in batches, as loadImageFolder does in one', async () => {
    const directory = photos()
    const stream = await streamImageFolder(directory, { size: [1, 1], batchSize: 3 })
    expect(await batchesOf(stream)).toEqual([
      { reds: [0, 1, 2], labels: [0, 0, 0] },
      { reds: [3, 4, 5], labels: [1, 1, 1] },
      { reds: [6], labels: [1] },
    ])
    const { classes, files, labels } = await loadImageFolder(directory, { size: [1, 1] })
    expect({ classes: stream.classes, files: stream.files, labels: stream.labels }).toEqual({ classes, files, labels })
  })

  it('shuffles each epoch in its own way, the same for the same seed', async () => {
    const directory = photos()
    const reds = async (seed: number, epoch: number): Promise<number[]> =>
      (await batchesOf(await streamImageFolder(directory, { size: [1, 1], batchSize: 2, seed }), epoch)).flatMap(
        (batch) => batch.reds,
      )
    expect(await reds(0, 1)).toEqual(await reds(0, 1))
    expect(await reds(0, 0)).not.toEqual(await reds(0, 1))
    expect((await reds(0, 5)).sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('streams the parts of a split', async () => {
    const directory = photos()
    const { labels } = await streamImageFolder(directory)
    const { train, test } = splitIndices(labels.length, { testSize: 0.4, seed: 0, stratify: labels })
    const parts = await Promise.all([train, test].map((rows) => streamImageFolder(directory, { size: [1, 1], rows })))
    expect((await batchesOf(parts[0]!)).flatMap((batch) => batch.reds)).toEqual(train)
    expect((await batchesOf(parts[1]!)).flatMap((batch) => batch.reds)).toEqual(test)
    expect([...parts[1]!.labels]).toEqual(test.map((row) => labels[row]))
  })

  it('can be left early, and names a broken file when it comes to it', async () => {
    const directory = photos()
    writeFileSync(join(directory, 'b', '9.png'), 'no image')
    const stream = await streamImageFolder(directory, { size: [1, 1], batchSize: 7 })
    for await (const { labels } of stream.epoch(0)) {
      expect(labels).toHaveLength(7)
      break
    }
    await expect(batchesOf(stream)).rejects.toThrow('streamImageFolder: expected an image, received file=b/9.png.')
  })

  it.each([0, 1.5, Number.NaN])('refuses batches of %d', async (batchSize) => {
    await expect(streamImageFolder(photos(), { batchSize })).rejects.toThrow(
      `streamImageFolder: expected an integer of at least 1, received batchSize=${batchSize}.`,
    )
  })
})
