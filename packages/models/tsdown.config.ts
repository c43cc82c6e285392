import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

export default defineConfig(
  packageBuild({
    index: 'src/index.ts',
    onnx: 'src/onnx/index.ts',
    pytorch: 'src/pytorch/index.ts',
    weights: 'src/weights/index.ts',
  }),
)
