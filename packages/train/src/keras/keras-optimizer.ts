import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { nadamProduct } from '../optimizers/nadam.ts'
import { namedOptimizer } from '../optimizers/named-optimizers.ts'
import {
  isRuleOptimizer,
  type OptimizerKind,
  type OptimizerState,
  type RuleOptimizer,
} from '../optimizers/rule-optimizer.ts'
import { camelCase, type KerasObject, kerasObject, ourName, snakeCase } from './names.ts'

/** One array among an optimizer's variables. */
export interface KerasVariable {
  shape: readonly number[]
  values: ArrayLike<number>
}

const classNames: Readonly<Record<OptimizerKind, string>> = {
  adadelta: 'Adadelta',
  adagrad: 'Adagrad',
  adam: 'Adam',
  adamax: 'Adamax',
  lion: 'Lion',
  nadam: 'Nadam',
  rmsprop: 'RMSprop',
  sgd: 'SGD',
}
const kinds = [...(Object.keys(classNames) as OptimizerKind[]), 'adamW'] as const
/** Where snake case is not what Keras writes. */
const spellings: Readonly<Record<string, string>> = {
  beta1: 'beta_1',
  beta2: 'beta_2',
  clipNorm: 'clipnorm',
  clipValue: 'clipvalue',
  globalClipNorm: 'global_clipnorm',
}
const oursOf = new Map(Object.entries(spellings).map(([ours, keras]) => [keras, ours]))
/** What says nothing about the steps. */
const idle = new Set(['name', 'learning_rate', 'ema_momentum', 'is_legacy_optimizer', 'jit_compile'])

/** The trained variables of a model, in the order in which an optimizer's state lists them. */
const variablesOf = (model: LayersModel): tf.Variable[] =>
  model.trainableWeights.map((weight) => weight.read() as tf.Variable)

/** Describes an optimizer and its state. */
export async function optimizerToKeras(
  optimizer: tf.Optimizer,
  model: LayersModel,
): Promise<{ config: object; variables: KerasVariable[] }> {
  if (!isRuleOptimizer(optimizer)) {
    throw new TypeError(
      `kerasCompilation: expected an optimizer of @dlw/train, received ${optimizer.getClassName()} of TensorFlow.js, whose steps differ from Keras's. Compile the model with compile.`,
    )
  }
  if ([...optimizer.learningRateFactors.values()].some((factor) => factor !== 1)) {
    throw new TypeError(
      'kerasCompilation: expected one learning rate for all layers, received learningRateFactors, which Keras does not have. Save the model without its compilation, or compile it without them.',
    )
  }
  const { kind } = optimizer
  const variables = variablesOf(model)
  const { iterations, slots } = await optimizer.state(variables)
  const scalar = (value: number): KerasVariable => ({ shape: [], values: [value] })
  const arrays = variables.map(({ shape }, index) => slots[index]!.map((values) => ({ shape, values })))
  const settings = Object.entries(optimizer.getConfig())
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => [spellings[name] ?? snakeCase(name), asFloat(value)])
  return {
    config: kerasObject('keras.optimizers', classNames[kind], { name: kind, ...Object.fromEntries(settings) }),
    variables: [
      scalar(iterations),
      scalar(optimizer.learningRate),
      ...(kind === 'rmsprop'
        ? optimizer.slotNames.flatMap((_, slot) => arrays.map((own) => own[slot]!))
        : arrays.flat()),
      ...(kind === 'nadam' ? [scalar(nadamProduct(optimizer.getConfig().beta1 as number, iterations))] : []),
    ],
  }
}

/** Keras refuses a learning rate written without a point: the next number up is the same in single precision. */
const asFloat = (value: unknown): unknown =>
  Number.isInteger(value) ? (value as number) * (1 + Number.EPSILON) : value

/** Makes the optimizer of a Keras file and gives it its state. */
export function optimizerFromKeras(
  object: unknown,
  variables: readonly KerasVariable[],
  model: LayersModel,
): RuleOptimizer {
  const { class_name: className, config } = (object ?? {}) as Partial<KerasObject>
  const name = ourName(String(className), kinds)
  if (!name || typeof config !== 'object' || config === null) {
    throw new RangeError(
      `compileFromKeras: expected one of ${Object.values(classNames).join(', ')}, received optimizer=${className}. ${compileYourself}`,
    )
  }
  const learningRate = variables[1]?.values[0] ?? config.learning_rate
  if (typeof learningRate !== 'number') {
    throw new TypeError(
      `compileFromKeras: expected a learning rate, received a schedule (${(config.learning_rate as KerasObject)?.class_name}). Compile it yourself, and give fit a learningRateSchedule.`,
    )
  }
  const options = { ...optionsOf(name, config), learningRate }
  const optimizer = namedOptimizer(name, options) as RuleOptimizer
  const unknown = Object.keys(options).find((option) => !(option in optimizer.getConfig()))
  if (unknown) throw foreign(name, unknown, options[unknown as keyof typeof options])
  optimizer.restore(variablesOf(model), stateOf(optimizer, variables, model))
  return optimizer
}

const compileYourself = 'Load the model without its compilation, and compile it yourself.'

const foreign = (name: string, setting: string, value: unknown): RangeError =>
  new RangeError(
    `compileFromKeras: expected a supported optimizer, received ${name} with ${setting}=${JSON.stringify(value)}. ${compileYourself}`,
  )

function optionsOf(name: string, config: KerasObject['config']): Record<string, number | boolean> {
  const set = Object.entries(config).filter(
    ([key, value]) => !idle.has(key) && value !== null && value !== false && !(key === 'weight_decay' && value === 0),
  )
  for (const [key, value] of set)
    if (value !== true && !(typeof value === 'number' && value >= 0)) throw foreign(name, key, value)
  return Object.fromEntries(set.map(([key, value]) => [oursOf.get(key) ?? camelCase(key), value as number | boolean]))
}

function stateOf(
  optimizer: RuleOptimizer,
  [first, , ...arrays]: readonly KerasVariable[],
  model: LayersModel,
): OptimizerState {
  const iterations = first?.values[0] ?? 0
  if (!(Number.isSafeInteger(iterations) && iterations >= 0)) {
    throw new RangeError(
      `compileFromKeras: expected a number of steps, received iteration=${iterations}. Save the model again with Keras 3.`,
    )
  }
  const variables = variablesOf(model)
  const names = optimizer.slotNames
  // Nadam keeps a product at the end, which follows from the number of steps.
  const slots = optimizer.kind === 'nadam' ? arrays.slice(0, -1) : arrays
  // Keras makes them at the first step.
  if (slots.length === 0) return { iterations, slots: [] }
  const at = (index: number, slot: number): number =>
    optimizer.kind === 'rmsprop' ? slot * variables.length + index : index * names.length + slot
  const taken = variables.map(({ shape }, index) =>
    names.map((_, slot) => {
      const found = slots[at(index, slot)]
      if (!found || found.shape.join() !== shape.join()) {
        throw new RangeError(
          `compileFromKeras: expected the optimizer's state for ${model.trainableWeights[index]!.originalName} of shape [${shape}], received ${found ? `[${found.shape}]` : 'none'}. The layers that are trained must be those of the file.`,
        )
      }
      return Float32Array.from(found.values)
    }),
  )
  if (slots.length !== variables.length * names.length) {
    throw new RangeError(
      `compileFromKeras: expected the state of ${variables.length} weights, ${names.length} arrays each, received ${slots.length} arrays. The layers that are trained must be those of the file.`,
    )
  }
  return { iterations, slots: taken }
}
