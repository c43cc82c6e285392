/** Where the libraries lie that a GPU needs on Linux; undefined if one is missing. */
export type Libraries = Readonly<Record<'vulkan' | 'nvidiaDriver' | 'cuda11' | 'cudnn8', string | undefined>>
