/**
 * Models as ONNX files.
 *
 * @module
 */
export { type ExportOnnxOptions, exportOnnx } from './export-onnx.ts'
