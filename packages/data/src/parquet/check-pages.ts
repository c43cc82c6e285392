import type { FileMetaData } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'

/**
 * Checks the header of each page of a Parquet file: the library believes how many values it declares, and would fill
 * memory with them, or never end.
 *
 * @param most Values that one column of a row group may have.
 * @throws Error whose message is a clause: what is wrong.
 */
export function checkPages(file: ArrayBuffer, { row_groups }: FileMetaData, most: number): void {
  for (const { columns } of row_groups) {
    for (const { meta_data } of columns) {
      if (!meta_data) throw new Error('a column has no description')
      const { path_in_schema, num_values, total_compressed_size, data_page_offset, dictionary_page_offset } = meta_data
      const declared = Number(num_values)
      if (!(declared >= 0 && declared <= most)) throw new Error(`${path_in_schema} declares ${declared} values`)
      const first = Number(dictionary_page_offset || data_page_offset)
      const end = Math.min(first + Number(total_compressed_size), file.byteLength)
      if (!(first >= 0 && first <= end)) throw new Error(`${path_in_schema} is not within the file`)
      checkChunk(new DataView(file, first, end - first), declared, path_in_schema.join('.'))
    }
  }
}

/** Checks the pages of one column in one row group. */
function checkChunk(view: DataView<ArrayBuffer>, declared: number, name: string): void {
  const reader = { view, offset: 0 }
  let values = 0
  while (values < declared && reader.offset < view.byteLength) {
    const { data_page_header, data_page_header_v2, dictionary_page_header, ...page } = parquetHeader(reader)
    if (!(page.compressed_page_size >= 0)) throw new Error(`a page of ${name} has no size`)
    reader.offset += page.compressed_page_size
    const entries = dictionary_page_header?.num_values ?? 0
    const inPage = (data_page_header ?? data_page_header_v2)?.num_values ?? 0
    values += inPage
    if (!(inPage >= 0 && values <= declared && entries >= 0 && entries <= 8 * page.uncompressed_page_size))
      throw new Error(`a page of ${name} declares more values than the column has`)
  }
}
