import type { UserConfig } from 'tsdown'

/** One build for every package: ESM and declarations, checked as npm's users will receive them. */
export const packageBuild = (entry: UserConfig['entry'] = 'src/index.ts'): UserConfig => ({
  entry,
  format: 'esm',
  dts: true,
  fixedExtension: false,
  sourcemap: true,
  publint: { strict: true },
  attw: { profile: 'esm-only', level: 'error' },
})
