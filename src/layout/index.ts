/** Where each gate's block lies in a framework's array. */
export { type Block, gateBlocks, isBias, partOf, partsOf, type Role, wholeBlock } from "./block.ts";
export {
  type Box,
  contains,
  intersect,
  isWhole,
  readBox,
  shapeOfBox,
  showBox,
  sliceBox,
  wholeBox,
  writeBox,
} from "./box.ts";
