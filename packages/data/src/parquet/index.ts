export { type LoadParquetOptions, loadParquet } from './load-parquet.ts'
