import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Milliseconds that a task took: elapsed, and of all processor cores together. */
export interface TaskTime {
  elapsed: number
  processor: number
}

/**
 * A process that runs tasks one at a time: it prints their names as a JSON list, then answers each name that it reads
 * with a {@link TaskTime}. So two contestants take turns, under the same load of the machine.
 */
export class TaskProcess {
  /** Names of the tasks that the process knows. */
  tasks: readonly string[] = []
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>
  #complaint = ''

  private constructor(program: string, args: readonly string[]) {
    const process = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    process.on('error', ({ message }) => {
      this.#complaint = message
    })
    process.stderr.on('data', (text) => {
      this.#complaint += text
    })
    this.#process = process
    this.#lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]()
  }

  /**
   * Starts a process and waits until its tasks are ready.
   *
   * @throws Error with the last line of what it says on stderr.
   */
  static async start(program: string, args: readonly string[]): Promise<TaskProcess> {
    const contestant = new TaskProcess(program, args)
    contestant.tasks = await contestant.#answer<string[]>()
    return contestant
  }

  async run(task: string): Promise<TaskTime> {
    this.#process.stdin!.write(`${task}\n`)
    return await this.#answer<TaskTime>()
  }

  /** Ends the process. */
  end(): void {
    this.#process.stdin!.end()
  }

  async #answer<Answer>(): Promise<Answer> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error(this.#complaint.trim().split('\n').at(-1) || 'The process ended.')
    return JSON.parse(value) as Answer
  }
}
