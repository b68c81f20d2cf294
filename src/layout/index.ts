/** Where each gate's block lies in a framework's array. */
export { type Block, gateBlocks, isGated, partOf, partsOf, type Role, roles, wholeBlock } from "./block.ts";
export {
  type Box,
  contains,
  eachRun,
  intersect,
  isWhole,
  readBox,
  shapeOfBox,
  showBox,
  sliceBox,
  wholeBox,
  writeBox,
} from "./box.ts";
