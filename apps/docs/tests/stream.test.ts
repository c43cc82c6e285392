import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encode } from 'fast-png'
import { expect, it } from 'vitest'

it('the guide to data of your own learns from a folder of pictures, batch by batch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dlw-photos-'))
  for (let index = 0; index < 80; index++) {
    const kind = index % 2
    mkdirSync(join(folder, `kind ${kind}`), { recursive: true })
    // Stripes across, and stripes down.
    const data = Uint8Array.from({ length: 20 * 20 * 3 }, (_, place) => {
      const pixel = Math.floor(place / 3)
      const across = kind === 0 ? Math.floor(pixel / 20) : pixel % 20
      return across % 4 < 2 ? 200 : (index * 37) % 160
    })
    const picture = encode({ width: 20, height: 20, channels: 3, depth: 8, data })
    writeFileSync(join(folder, `kind ${kind}`, `${index}.png`), picture)
  }
  const program = fileURLToPath(new URL('../examples/guides/stream/train.ts', import.meta.url))
  const said = execFileSync(process.execPath, ['--conditions=@dlw/source', program], {
    env: { ...process.env, PHOTOS: folder },
  })
  rmSync(folder, { recursive: true, force: true })
  const { rows, accuracy } = JSON.parse(said.toString()) as { rows: number; accuracy: number }
  expect(rows).toBe(80)
  expect(accuracy).toBeGreaterThan(0.9)
})
