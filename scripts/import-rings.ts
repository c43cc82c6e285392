import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The files of a folder that import each other in a ring, types included: a list of rings, each a sorted list of files. */
export function importRings(folder: string): string[][] {
  const files = globSync('**/*.ts', { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
  const imports = new Map(files.map((file) => [file, importsOf(folder, file)]))
  return components(imports)
    .filter((ring) => ring.length > 1)
    .map((ring) => ring.sort())
}

function importsOf(folder: string, file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/(?:\bfrom|^import|\bimport\() ?'(\.[^']+)'/gm)].map(([, path]) =>
    join(dirname(file), path!).replaceAll('\\', '/'),
  )
}

/** The strongly connected components of a graph (Tarjan 1972). */
function components(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (node: string): void => {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    stack.push(node)
    for (const next of edges.get(node) ?? []) {
      if (!edges.has(next)) continue
      if (!order.has(next)) {
        visit(next)
        lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!))
      } else if (stack.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, order.get(next)!))
    }
    if (lowest.get(node) === order.get(node)) found.push(stack.splice(stack.indexOf(node)))
  }
  for (const node of edges.keys()) if (!order.has(node)) visit(node)
  return found
}
