/** What a hyperparameter can be. */
export type ParameterValue = string | number | boolean

/** How the values of a range are spread: evenly, or more densely towards its lower (`log`) or upper end. */
export type Sampling = 'linear' | 'log' | 'reverseLog'

/** Which values of other parameters a parameter depends on: all must hold. Made by `when`. */
export type Conditions = Readonly<Record<string, readonly ParameterValue[]>>

/** One of some values. Made by `choice`. */
export interface Choice<Value extends ParameterValue = ParameterValue> {
  readonly kind: 'choice'
  readonly values: readonly Value[]
  readonly default: Value
  readonly when?: Conditions
}

/** A number of a range. Made by `integer` and `decimal`. */
export interface Range {
  readonly kind: 'integer' | 'decimal'
  readonly min: number
  readonly max: number
  /** Distance of neighbouring values; their ratio where sampling is not linear. Without one, every value may occur. */
  readonly step?: number
  readonly sampling: Sampling
  readonly default: number
  readonly when?: Conditions
}

/** True or false. Made by `boolean`. */
export interface Flag {
  readonly kind: 'boolean'
  readonly default: boolean
  readonly when?: Conditions
}

/** A value that is not searched, but handed on and kept with the trials. Made by `fixed`. */
export interface Fixed<Value extends ParameterValue = ParameterValue> {
  readonly kind: 'fixed'
  readonly value: Value
  readonly when?: Conditions
}

/** One dimension of a search: plain data, the same after a trip through JSON. */
export type Parameter = Choice | Range | Flag | Fixed

/** The names of hyperparameters and what each may be. A parameter may depend (`when`) on those named before it. */
export type SearchSpace = Readonly<Record<string, Parameter>>

type Plain<P> =
  P extends Choice<infer Value> ? Value : P extends Fixed<infer Value> ? Value : P extends Flag ? boolean : number

/**
 * The values of one trial, typed by the space: `number` for ranges, the literal values for a choice; a conditional
 * parameter is `undefined` where its condition does not hold.
 */
export type ValuesOf<Space extends SearchSpace> = {
  [Name in keyof Space]: Space[Name] extends { readonly when: Conditions }
    ? Plain<Space[Name]> | undefined
    : Plain<Space[Name]>
}

/** The values of one trial, whatever the space. */
export type Values = Readonly<Record<string, ParameterValue | undefined>>
