import { parseArgs } from 'node:util'
import { nearestName } from '@dlw/data/arguments'
import { episodes } from './episodes.ts'

/** What the command line asks for. */
export interface Command {
  episode: string
  seed: number
  backend: string
  out: string | undefined
  data: string | undefined
  backbone: string | undefined
  weights: string | undefined
  search: boolean
  json: boolean
  quick: boolean
  help: boolean
}

export const usage: string = `pnpm episode <${Object.keys(episodes).join(' | ')}> [options]

  --seed N        the seed of the training (an integer from 0 to 4294967295; default 2, as in the lesson)
  --backend NAME  auto, or a backend by name: wasm, cpu, webgpu, node, node-gpu (default auto)
  --out DIR       write DIR/report.html and each figure as SVG and PNG
  --data DIR      your own data, where the episode takes some; images and transfer also take the word synthetic
  --backbone NAME the pretrained network of the transfer episode: densenet121 (default), mobilenet (small), or a model
                  of TensorFlow.js below --weights
  --weights PATH  its weights: a Keras file, or a folder with NAME/model.json (default: downloads Keras's)
  --no-search     leave out the searches of the images episode, which train many networks
  --json          print one JSON object with the numbers, and nothing else
  --quick         fewer epochs, the same steps
  --help          this text
`

/**
 * Reads the arguments after `pnpm episode`.
 *
 * @throws RangeError for an episode that does not exist or a seed that is none; TypeError for an unknown option.
 */
export function parseCommandLine(args: readonly string[]): Command {
  const { values, positionals } = readArguments(args)
  const help = values.help ?? false
  const [episode = '', ...rest] = positionals
  if (!help) checkEpisode(episode, rest)
  return {
    episode,
    seed: readSeed(values.seed ?? '2'),
    backend: values.backend ?? 'auto',
    out: values.out,
    data: values.data,
    backbone: values.backbone,
    weights: values.weights,
    search: !values['no-search'],
    json: values.json ?? false,
    quick: values.quick ?? false,
    help,
  }
}

const options = {
  seed: { type: 'string' },
  backend: { type: 'string' },
  out: { type: 'string' },
  data: { type: 'string' },
  backbone: { type: 'string' },
  weights: { type: 'string' },
  'no-search': { type: 'boolean' },
  json: { type: 'boolean' },
  quick: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const received = /'(-[^ ']*)/.exec(message)?.[1]
    const known = Object.keys(options).map((name) => `--${name}`)
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && received !== undefined) {
      const nearest = nearestName(received, known)
      throw new TypeError(
        `episode: expected options among ${known.join(', ')}, received ${received}. ${nearest ? `Did you mean ${nearest}?` : 'Run `pnpm episode --help` for what they do.'}`,
        { cause },
      )
    }
    throw new TypeError(
      `episode: ${message.split('. ')[0]!.trim()}. Run \`pnpm episode --help\` for the options there are.`,
      { cause },
    )
  }
}

function checkEpisode(episode: string, rest: readonly string[]): void {
  if (!Object.hasOwn(episodes, episode)) {
    throw new RangeError(
      `episode: expected one of ${Object.keys(episodes).join(', ')}, received episode=${episode || '(none)'}. Run \`pnpm episode penguins\` to begin.`,
    )
  }
  if (rest.length > 0) {
    throw new RangeError(`episode: expected one episode, received also ${rest.join(' ')}. Run them one at a time.`)
  }
}

function readSeed(text: string): number {
  const seed = Number(text)
  if (!(/^\d+$/.test(text) && seed <= 0xffffffff)) {
    throw new RangeError(
      `episode: expected --seed to be an integer from 0 to 4294967295, received seed=${text}. Leave it out for the lesson's own seed, 2.`,
    )
  }
  return seed
}
