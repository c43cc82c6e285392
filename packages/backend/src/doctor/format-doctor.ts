import type { DoctorReport } from './doctor-report.ts'

/** A doctor's report as text for a terminal. */
export function formatDoctor({ system, wasm, libraries, packages, backend, speed, advice }: DoctorReport): string {
  const yes = (value: unknown) => (value ? 'yes' : 'no')
  const rows: [string, string][] = [
    ['runtime', system.runtime],
    ['processor', `${system.processor}, ${system.cores} ${system.cores === 1 ? 'core' : 'cores'}`],
    ['wasm', `SIMD ${yes(wasm.simd)}, relaxed SIMD ${yes(wasm.relaxedSimd)}, shared memory ${yes(wasm.sharedMemory)}`],
  ]
  if (libraries !== undefined) {
    rows.push([
      'libraries',
      Object.entries(libraries)
        .map(([name, path]) => `${name} ${yes(path)}`)
        .join(', '),
    ])
  }
  if (packages !== undefined) {
    rows.push(['packages', packages.found.map(({ name, version }) => `${name} ${version}`).join(', ')])
    rows.push(['copies of core', String(packages.cores.length)])
  }
  for (const { name, ok, reason, milliseconds } of backend.tried) {
    rows.push([`${ok ? '✓' : '·'} ${name}`, `${reason} (${milliseconds.toFixed(0)} ms)`])
  }
  rows.push(
    [
      'in force',
      `${backend.name} on ${backend.device}, ${backend.threads} ${backend.threads === 1 ? 'thread' : 'threads'}`,
    ],
    ['matrix product', `${speed.matMulGflops.toFixed(1)} GFLOP/s`],
    ['dense step', `${speed.denseStepMilliseconds.toFixed(2)} ms (83 parameters, batch 32)`],
    ['convolution step', `${speed.convolutionStepMilliseconds.toFixed(1)} ms (32 images of 32 × 32 × 3)`],
  )
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
  if (advice.length === 0) return [...lines, '', 'Nothing to fix.'].join('\n')
  return [...lines, '', ...advice.flatMap(({ problem, remedy }) => [`! ${problem}`, `  → ${remedy}`])].join('\n')
}
