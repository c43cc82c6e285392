import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

/** The checks of arguments come from `@dlw/data` and are bundled: nothing else is installed to start a project. */
export default defineConfig({ ...packageBuild({ cli: 'src/cli.ts' }), dts: false, attw: false })
