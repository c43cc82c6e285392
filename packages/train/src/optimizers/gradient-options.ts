/** What every optimizer can do to gradients and weights, as in Keras. At most one way of clipping. */
export interface GradientOptions {
  /** Scales the gradient of each variable down to this Euclidean length. Defaults to none. */
  clipNorm?: number
  /** Cuts each number of the gradients to [−clipValue, clipValue]. Defaults to none. */
  clipValue?: number
  /** Scales all gradients together down to this Euclidean length. Defaults to none. */
  globalClipNorm?: number
  /** Draws each weight towards 0 by this share of the learning rate, before the step. Defaults to none. */
  weightDecay?: number
}
