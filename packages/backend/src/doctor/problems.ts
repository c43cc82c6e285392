import { node } from '../select/is-node.ts'
import type { DoctorReport } from './doctor-report.ts'

/** What stands in the way of more speed, worst first, each with the command that helps. */
export function problems({
  wasm,
  libraries,
  packages,
  backend,
}: Pick<DoctorReport, 'wasm' | 'libraries' | 'packages' | 'backend'>): DoctorReport['advice'] {
  const advice: { problem: string; remedy: string }[] = []
  const add = (problem: string, remedy: string) => advice.push({ problem, remedy })
  const cores = packages?.cores ?? []
  const has = (name: string) => packages?.found.some((found) => found.name === name) ?? false
  const reason = (name: string) => backend.tried.find((attempt) => attempt.name === name && !attempt.ok)?.reason ?? ''
  if (cores.length > 1) {
    add(
      `${cores.length} copies of @tensorflow/tfjs-core: ${cores.join(', ')}`,
      'npm dedupe, and one version of every @tensorflow package',
    )
  }
  for (const name of packages?.nativePartMissing ?? []) {
    add(
      `${name} is installed without its native part: its install script was blocked or could not download it`,
      `npm rebuild ${name} --foreground-scripts`,
    )
  }
  if ((has('@tensorflow/tfjs-node') || has('@tensorflow/tfjs-node-gpu')) && nodeMajor() >= 23) {
    add(
      'tfjs-node 4.22 calls functions that Node 23 took away; useBackend puts them back, a plain import does not',
      "import { useBackend } from '@dlw/backend' before @tensorflow/tfjs-node, or use Node 22",
    )
  }
  if (!wasm.simd) add('This engine has no WebAssembly SIMD, so wasm cannot be used', 'update Node or the browser')
  else if (!wasm.relaxedSimd)
    add('This engine has no relaxed SIMD: convolutions take about half as long again', 'Node 22 or newer')
  if (packages !== undefined && backend.kind === 'cpu') {
    if (!has('webgpu')) add('A GPU, if there is one, is not used', 'npm install webgpu')
    else if (libraries !== undefined && libraries.vulkan === undefined)
      add('Linux reaches GPUs by Vulkan, and its loader is missing', 'apt-get install libvulkan1')
    else if (/No GPU/.test(reason('webgpu')))
      add('No GPU was found', "install the graphics card's driver, or be content with wasm")
  }
  if (has('@tensorflow/tfjs-node-gpu') && libraries !== undefined && !(libraries.cuda11 && libraries.cudnn8)) {
    add(
      'tfjs-node-gpu needs CUDA 11.2 and cuDNN 8.1',
      'install them beside any newer CUDA, or use webgpu, which needs only the driver',
    )
  }
  return advice
}

function nodeMajor(): number {
  return Number.parseInt(node()?.versions?.node ?? '0', 10)
}
