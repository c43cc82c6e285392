/** The part `consumer` of the package.json of a kind of project. */
export type Consumer = {
  /** What it shows, in a few words. */
  what: string
  /** Whether it runs in continuous integration. Defaults to false. */
  quick?: boolean
  /** What installs it. Defaults to npm. */
  manager?: 'npm' | 'pnpm' | 'yarn' | 'bun' | 'deno'
  /** The folder that takes the programs all kinds share. Defaults to `src`. */
  shared?: string
  /** Versions of Node to run it with. Defaults to the one that runs this. */
  node?: string[]
  /** Command lines, in order; the last line of the last one's output is the result. Not for pages. */
  run?: string[]
  /** A folder to serve and open in a browser after the commands. */
  page?: string
  /** A command line that serves pages at the port $PORT, to open in a browser after the commands. */
  serve?: string
  /** Seconds it may take in all. Defaults to 300. */
  seconds?: number
}

/** What a project's run of the penguins gives. */
export type Result = {
  backend: string
  threads: number
  accuracy: number
  /** Whether the model came back from the bytes of a Keras file. */
  keras: boolean
  /** The length of the figure as SVG text; 0 where there is no document. */
  svg: number
  /** The length of the figure as a PNG file; 0 where it was not drawn. */
  png: number
  /** What went wrong instead. */
  error?: string
}
