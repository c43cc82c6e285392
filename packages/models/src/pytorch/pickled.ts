/** A class or function that a pickle names. */
export class Named {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** What a pickle can hold here. */
export type Pickled = null | boolean | number | string | Named | Pickled[] | Map<Pickled, Pickled> | object

/** What a pickle may do besides holding data: both are called with data only. */
export interface PickleHandlers {
  /** Calls a function or class by its name; throws for those that are not known. */
  call(name: string, given: readonly Pickled[]): Pickled
  /** Returns what a pickle refers to outside itself. */
  persistent(id: Pickled): Pickled
}
