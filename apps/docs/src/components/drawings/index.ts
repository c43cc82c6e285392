export { default as LogicDrawing } from './LogicDrawing.astro'
export { default as LossesDrawing } from './LossesDrawing.astro'
export { default as NestedDrawing } from './NestedDrawing.astro'
export { default as NetworkDrawing } from './NetworkDrawing.astro'
