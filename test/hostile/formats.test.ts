/** Every hostile .npz and .npy file is refused with the right code, at a named place, without memory or time for it. */
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ErrorCode, GatewiseError } from "../../src/base/index.ts";
import { readWeights } from "../../src/formats/index.ts";
import { join, npyOf, type Part, type Patch, patched, zipOf } from "./zip-builder.ts";

const good = npyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 192));
const part = (name: string, more: Partial<Part> = {}): Part => ({ name, data: good, ...more });
const a = part("a.npy");
const b = part("b.npy");
const central = (...patches: Patch[]) => zipOf([part("a.npy", { central: patches })]);
const ascii = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const zip64 = (size: bigint, compressed: bigint) => patched(new Uint8Array(20), [[0, 2, 1], [2, 2, 16], [4, 8, size], [12, 8, compressed]]);
const zeros = (length: number) => new Uint8Array(deflateRawSync(new Uint8Array(length), { level: 9 }));
const wholeZip = zipOf([a]);
const directoryAt = 30 + 5 + good.length;

const zip64End = (patches: readonly Patch[], locator: readonly Patch[]) => {
  const records = wholeZip.subarray(directoryAt, wholeZip.length - 22);
  const at = directoryAt + records.length;
  return zipOf([a], {
    beforeEnd: join(
      patched(new Uint8Array(56), [[0, 4, 0x06064b50], [4, 8, 44], [24, 8, 1], [32, 8, 1], [40, 8, records.length], [48, 8, directoryAt], ...patches]),
      patched(new Uint8Array(20), [[0, 4, 0x07064b50], [8, 8, at], [16, 4, 1], ...locator]),
    ),
    end: [[8, 2, 0xffff], [10, 2, 0xffff], [12, 4, 0xffffffff], [16, 4, 0xffffffff]],
  });
};

const archives: readonly (readonly [what: string, code: ErrorCode, bytes: Uint8Array])[] = [
  ["nothing", "truncated", new Uint8Array(0)],
  ["21 bytes", "truncated", new Uint8Array(21)],
  ["no directory", "truncated", wholeZip.subarray(0, -22)],
  ["a byte behind the end", "truncated", join(wholeZip, Uint8Array.of(0))],
  ["comment longer than the file", "truncated", zipOf([a], { end: [[20, 2, 1]] })],
  ["two end records", "bad-file", zipOf([a], { comment: zipOf([]) })],
  ["bytes in front", "bad-file", join(new Uint8Array(8), wholeZip)],
  ["directory beyond the file", "bad-file", zipOf([a], { end: [[16, 4, 0x7fffffff]] })],
  ["directory size that shifts it", "bad-file", zipOf([a], { end: [[12, 4, 45]] })],
  ["fewer members than records", "bad-file", zipOf([a, b], { end: [[8, 2, 1], [10, 2, 1]] })],
  ["more members than records", "bad-file", zipOf([a], { end: [[8, 2, 2], [10, 2, 2]] })],
  ["disk 1", "not-supported", zipOf([a], { end: [[4, 2, 1]] })],
  ["directory on disk 1", "not-supported", zipOf([a], { end: [[6, 2, 1]] })],
  ["members on other disks", "not-supported", zipOf([a], { end: [[8, 2, 0]] })],
  ["a member on disk 1", "not-supported", central([34, 2, 1])],
  ["zip64: record elsewhere", "bad-file", zip64End([], [[8, 8, 0]])],
  ["zip64: record behind 2^53", "limit", zip64End([], [[8, 8, 2n ** 60n]])],
  ["zip64: no record", "bad-file", zip64End([[0, 4, 0]], [])],
  ["zip64: record of another size", "bad-file", zip64End([[4, 8, 45]], [])],
  ["zip64: two disks", "not-supported", zip64End([], [[16, 4, 2]])],
  ["zip64: 2^40 members", "limit", zip64End([[24, 8, 2 ** 40], [32, 8, 2 ** 40]], [])],
  ["zip64: 90 000 members in 51 bytes", "bad-file", zip64End([[24, 8, 90_000], [32, 8, 90_000]], [])],
  ["zip64: directory elsewhere", "bad-file", zip64End([[48, 8, 0]], [])],
  ["no record signature", "bad-file", central([0, 4, 0])],
  ["record beyond the directory", "bad-file", central([28, 2, 6])],
  ["record comment beyond the directory", "bad-file", central([32, 2, 1])],
  ["encrypted", "not-supported", central([8, 2, 0x801])],
  ["strongly encrypted", "not-supported", central([8, 2, 0x841])],
  ["method 12", "not-supported", central([10, 2, 12])],
  ["stored with two sizes", "bad-file", central([24, 4, good.length - 1])],
  ["stored beyond the directory", "bad-file", central([20, 4, good.length + 1], [24, 4, good.length + 1])],
  ["sizes of 4 GiB less one, no zip64 field", "bad-file", central([20, 4, 0xffffffff], [24, 4, 0xffffffff])],
  ["zip64 size of 2^63", "limit", zipOf([part("a.npy", { central: [[20, 4, 0xffffffff], [24, 4, 0xffffffff]], centralExtra: zip64(2n ** 63n, 2n ** 63n) })])],
  ["zip64 size of 2^40", "limit", zipOf([part("a.npy", { central: [[20, 4, 0xffffffff], [24, 4, 0xffffffff]], centralExtra: zip64(2n ** 40n, 2n ** 40n) })])],
  ["short zip64 field", "bad-file", zipOf([part("a.npy", { central: [[24, 4, 0xffffffff]], centralExtra: patched(new Uint8Array(8), [[0, 2, 1], [2, 2, 4]]) })])],
  ["zip64 field beyond its record", "bad-file", zipOf([part("a.npy", { central: [[24, 4, 0xffffffff]], centralExtra: patched(new Uint8Array(6), [[0, 2, 1], [2, 2, 200]]) })])],
  ["name twice", "bad-file", zipOf([a, part("a.npy")])],
  ["one path written twice", "bad-file", zipOf([a, part("./a.npy")])],
  ["one path with a backslash", "bad-file", zipOf([part("x/a.npy"), part("x\\a.npy")])],
  ["one key with and without ending", "bad-file", zipOf([a, part("a")])],
  ["name with NUL", "bad-file", zipOf([part("a.npy\0.txt")])],
  ["name that is not UTF-8", "bad-file", wholeZip.map((byte) => (byte === 0x61 ? 0xff : byte))],
  ["name of unknown encoding", "not-supported", zipOf([part("é.npy", { central: [[8, 2, 0]], local: [[6, 2, 0]] })])],
  ["name of 4097 bytes", "limit", zipOf([part("n".repeat(4097))])],
  ["one member for two names", "bad-file", zipOf([a, part("b.npy", { central: [[42, 4, 0]] })])],
  ["member inside another's data", "bad-file", zipOf([{ name: "a.npy", data: zipOf([b]) }, part("b.npy", { central: [[42, 4, 35]] })])],
  ["local header beyond the directory", "bad-file", central([42, 4, directoryAt])],
  ["local header in the middle", "bad-file", central([42, 4, 1])],
  ["no local signature", "bad-file", zipOf([part("a.npy", { local: [[0, 4, 0]] })])],
  ["local name of another length", "bad-file", zipOf([part("a.npy", { local: [[26, 2, 4]] })])],
  ["another local name", "bad-file", wholeZip.map((byte, at) => (at === 30 ? 0x62 : byte))],
  ["another local method", "bad-file", zipOf([part("a.npy", { local: [[8, 2, 8]] })])],
  ["wrong CRC", "checksum", central([16, 4, 1])],
  ["a changed byte of data", "checksum", wholeZip.map((byte, at) => (at === directoryAt - 1 ? byte ^ 1 : byte))],
  ["wrong CRC, deflated", "checksum", zipOf([part("a.npy", { deflate: true, central: [[16, 4, 1]] })])],
  ["deflated 2 GiB from 150 bytes", "bad-file", zipOf([part("a.npy", { deflate: true, central: [[24, 4, 2 ** 31]] })])],
  ["more than declared", "bad-file", zipOf([part("a.npy", { deflate: true, central: [[24, 4, good.length - 1]] })])],
  ["less than declared", "bad-file", zipOf([part("a.npy", { deflate: true, central: [[24, 4, good.length + 1]] })])],
  ["256 MiB behind a small size", "bad-file", zipOf([part("a.npy", { deflate: true, stored: zeros(2 ** 28), central: [[24, 4, 250_000]] })])],
  ["no deflate", "bad-file", zipOf([part("a.npy", { deflate: true, stored: Uint8Array.of(7, 7, 7, 7) })])],
  ["half of deflate", "bad-file", zipOf([part("a.npy", { deflate: true, stored: new Uint8Array(deflateRawSync(good)).subarray(0, 30) })])],
  ["empty deflate", "bad-file", zipOf([part("a.npy", { deflate: true, stored: new Uint8Array(0) })])],
  ["a million empty blocks", "bad-file", zipOf([part("a.npy", { deflate: true, stored: new Uint8Array(5_000_000).map((_, at) => (at % 5 > 2 ? 255 : 0)) })])],
  ["metadata with a key twice", "bad-file", zipOf([a], { comment: ascii('{"__metadata__":{"a":"1","a":"2"}}') })],
  ["metadata of numbers", "bad-file", zipOf([a], { comment: ascii('{"__metadata__":{"a":1}}') })],
  ["metadata cut", "bad-file", zipOf([a], { comment: ascii('{"__metadata__":{"a":"1"') })],
  ["metadata and more", "bad-file", zipOf([a], { comment: ascii('{"__metadata__":{},"x":{}}') })],
];

const header = (descr: string, order = "False", shape = "(2,)") => `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
const eight = new Uint8Array(8);
const npy = (text: string) => npyOf(text, eight);
const withVersion = (major: number, minor = 0) => patched(good, [[6, 1, major], [7, 1, minor]]);

const arrays: readonly (readonly [what: string, code: ErrorCode, bytes: Uint8Array])[] = [
  ["nothing", "truncated", new Uint8Array(0)],
  ["half of the magic", "truncated", good.subarray(0, 3)],
  ["another magic", "bad-file", patched(good, [[1, 1, 0]])],
  ["no header length", "truncated", good.subarray(0, 9)],
  ["half of the header", "truncated", good.subarray(0, 40)],
  ["version 0", "not-supported", withVersion(0)],
  ["version 4", "not-supported", withVersion(4)],
  ["version 1.1", "not-supported", withVersion(1, 1)],
  ["version 2 with the header of 1", "limit", withVersion(2)],
  ["header of 10 001 bytes", "limit", npy(header("'<f4'") + " ".repeat(10_000 - header("'<f4'").length))],
  ["version 3 that is not UTF-8", "bad-file", join(Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 3, 0, 2, 0, 0, 0, 0xff, 10))],
  ["byte missing", "truncated", good.subarray(0, -1)],
  ["byte too many", "bad-file", join(good, Uint8Array.of(0))],
  ["array behind the array", "bad-file", join(good, good)],
  ["no dict", "bad-file", npy("['descr']")],
  ["open dict", "bad-file", npy("{'descr': '<f4'")],
  ["key missing", "bad-file", npy("{'descr': '<f4', 'shape': (2,), }")],
  ["key too many", "bad-file", npy(`${header("'<f4'").slice(0, -1)}'x': 1}`)],
  ["key twice", "bad-file", npy(`${header("'<f4'").slice(0, -1)}'shape': (2,), }`)],
  ["text behind the dict", "bad-file", npy(`${header("'<f4'")} x`)],
  ["call", "bad-file", npy(header("'<f4'", "False", "tuple([2])"))],
  ["negative dimension", "bad-file", npy(header("'<f4'", "False", "(-2,)"))],
  ["fraction", "bad-file", npy(header("'<f4'", "False", "(2.0,)"))],
  ["no tuple", "bad-file", npy(header("'<f4'", "False", "(2)"))],
  ["list", "bad-file", npy(header("'<f4'", "False", "[2]"))],
  ["comma alone", "bad-file", npy(header("'<f4'", "False", "(,)"))],
  ["no comma", "bad-file", npy(header("'<f4'", "False", "(1 2)"))],
  ["order None", "bad-file", npy(header("'<f4'", "None"))],
  ["order 0", "bad-file", npy(header("'<f4'", "0"))],
  ["escape in a string", "bad-file", npy(header("'\\x3cf4'"))],
  ["open list of fields", "bad-file", npy("{'descr': [('a', '<f4'")],
  ["descr number", "bad-file", npy(header("4"))],
  ["unknown type", "bad-file", npy(header("'<q9'"))],
  ["type __proto__", "bad-file", npy(header("'__proto__'"))],
  ["no byte order", "bad-file", npy(header("'|f4'"))],
  ["65 dimensions", "limit", npy(header("'<f4'", "False", `(${"1, ".repeat(65)})`))],
  ["2^53 elements", "limit", npy(header("'<f4'", "False", "(9007199254740992,)"))],
  ["product of 2^62", "limit", npy(header("'<f4'", "False", "(2147483648, 2147483648)"))],
  ["product that wraps to 2", "limit", npy(header("'<f4'", "False", "(4294967297, 4294967296, 2)"))],
  ["zero beside 2^50", "limit", npyOf(header("'<f4'", "False", "(1125899906842624, 0)"))],
  ["8 GiB declared", "limit", npy(header("'<f4'", "False", "(2147483648,)"))],
  ["1 GiB declared", "truncated", npy(header("'<f4'", "True", "(16384, 16384)"))],
];

function refusal(run: () => unknown): GatewiseError {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error("the file was taken");
}

describe("hostile .npz files", () => {
  it("differ from one that is taken", () => {
    expect([...readWeights("x.npz", zipOf([a, part("b.npy", { deflate: true })])).arrays.values()].map(({ data }) => [...data]))
      .toEqual([[1, -2], [1, -2]]);
    expect(readWeights("x.npz", zip64End([], [])).arrays.size).toBe(1);
    expect(readWeights("x.npz", zipOf([a], { gap: new Uint8Array(9), comment: ascii("made by hand") })).metadata.size).toBe(0);
  });

  it.each(archives)("%s: %s", (_, code, bytes) => {
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    const error = refusal(() => readWeights("hostile.npz", bytes));
    expect(error.code, error.message).toBe(code);
    expect(error.where).toMatch(/^hostile\.npz, (byte \d+|member ")/);
    expect(performance.now() - start).toBeLessThan(2000);
    // The most that one piece of deflated input can become, twice.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
  });
});

describe("hostile .npy files", () => {
  it.each(arrays)("%s: %s", (_, code, bytes) => {
    const error = refusal(() => readWeights("hostile.npy", bytes));
    expect(error.code, error.message).toBe(code);
    expect(error.where).toMatch(/^hostile\.npy, byte \d+, tensor "hostile"$/);
    const inside = refusal(() => readWeights("hostile.npz", zipOf([{ name: "w/x.npy", data: bytes }])));
    expect(inside.code).toBe(code);
    expect(inside.where).toMatch(/^hostile\.npz, member "w\/x\.npy", byte \d+, tensor "w\/x"$/);
  });

  it.each(["|O", "|O8", "<U2", "|S3", "|V2", "<c8", ">c16", "<f16", "<M8[ns]"])("type %s is listed, not decoded", (descr) => {
    const weights = readWeights("x.npy", npy(header(`'${descr}'`)));
    expect([weights.arrays.size, ...weights.undecodable]).toEqual([0, ["x", descr]]);
  });

  it("a structured type is listed, not decoded", () => {
    const weights = readWeights("x.npy", npy(header("[('a', '<f4', (2,)), ('b', [('c', '<i4')])]")));
    expect([...weights.undecodable]).toEqual([["x", "structured type"]]);
  });
});
