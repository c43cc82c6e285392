import { defineConfig } from 'tsdown'

/** Everything in one folder, to be carried to a machine that has a GPU and no registry; only Dawn stays outside. */
export default defineConfig({
  entry: 'src/main.ts',
  format: 'esm',
  platform: 'node',
  dts: false,
  deps: { alwaysBundle: [/^(?!node:)/] },
})
