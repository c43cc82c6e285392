/** A thread that helps with jobs until it is ended; it does not keep the process alive. */
export type Helper = { terminate(): void }

/** What a helping thread works with. */
export type HelperData = { module: WebAssembly.Module; memory: WebAssembly.Memory; control: number; slot: number }

/**
 * The program of a helping thread; `data` and `ready` are defined before it. It declares no name of a CommonJS module:
 * Bun and Deno have those in every worker.
 */
export const helperBody = `const kernels = new WebAssembly.Instance(data.module, { env: { memory: data.memory } }).exports
ready()
kernels.work(data.control, data.slot)`
