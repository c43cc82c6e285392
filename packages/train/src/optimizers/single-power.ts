/**
 * A power in single precision, as Keras computes it. 1 − 0.999 is 1.3e-5 of itself off there: too little to matter in a
 * training, enough to tell one from Keras's after ten steps.
 */
export const singlePower = (base: number, exponent: number): number => Math.fround(Math.fround(base) ** exponent)
