export { expectNoLeaks } from './expect-no-leaks.ts'
export { golden } from './golden.ts'
export { sharedData } from './shared-data.ts'
export { temporaryDirectory } from './temporary-directory.ts'
