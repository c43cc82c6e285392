/** Lets other work of this thread run: timers, drawing, signals. */
function turn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve))
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

/** A function that gives way to other work when the last time is `milliseconds` ago, and otherwise returns undefined. */
export function createYielder(milliseconds = 16): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < milliseconds) return undefined
    return turn().then(() => {
      last = performance.now()
    })
  }
}
