/**
 * Says how a shared library's file is cut off, or null where it is whole or of a form that is not known here.
 *
 * The system loads a file that ends too early without a complaint, and ends the process when it reaches what is missing.
 * Source: System V ABI, ELF header: e_shoff, e_shentsize, e_shnum; the section headers are the file's last part.
 */
export function cutOff(file: Uint8Array): string | null {
  const [elf, bits64, littleEndian] = [[0x7f, 0x45, 0x4c, 0x46], 2, 1];
  if (elf.some((byte, at) => file[at] !== byte) || file[4] !== bits64 || file[5] !== littleEndian) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length =
    file.byteLength < 64 ? 64 : Number(view.getBigUint64(0x28, true)) + view.getUint16(0x3a, true) * view.getUint16(0x3c, true);
  return file.byteLength < length ? `it is cut off after ${file.byteLength} of ${length} bytes` : null;
}
