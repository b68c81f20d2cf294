/** Every hostile .npz file is refused with code, file and member: first its zip container, then the arrays in it. */
import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ErrorCode, GatewiseError, namedArray } from "../../src/base/index.ts";
import { type Limits, readWeights, writeWeights } from "../../src/formats/index.ts";
import { loadGolden } from "../golden/load.ts";
import { buildZip, type End, join, type Part } from "./build-zip.ts";

/** What numpy.save writes around four bytes, with any header. */
function npy(header: string, data = Uint8Array.of(1, 2, 3, 4), version = 1, length?: number): Uint8Array {
  const text = Uint8Array.from(Buffer.from(header, "latin1"));
  const size = length ?? text.length;
  const count = version === 1 ? Uint8Array.of(size & 255, size >> 8) : new Uint8Array(Uint32Array.of(size).buffer);
  return join(Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0), count, text, data);
}
const dict = (descr = "'<f4'", order = "False", shape = "(1,)", more = "") =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, ${more}}\n`;

const good = npy(dict());
const part = (more: Partial<Part> = {}): Part => ({ name: "W.npy", data: good, ...more });
const zip = (more: Partial<Part> = {}, end: End = {}) => buildZip([part(more)], end);
const text = (value: string) => new TextEncoder().encode(value);
const read = (bytes: Uint8Array, limits?: Partial<Limits>) => readWeights("hostile.npz", bytes, limits);

function refusal(run: () => unknown): GatewiseError {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error("the file was taken");
}

function wideField(...values: bigint[]): Uint8Array {
  return join(Uint8Array.of(1, 0, values.length * 8, 0), new Uint8Array(BigUint64Array.from(values).buffer));
}

describe("hostile zip containers", () => {
  const two = [part(), part({ name: "V.npy" })];
  const zeros = new Uint8Array(2_000_000);
  const packedZeros = new Uint8Array(deflateRawSync(zeros));
  // An honest array of bytes that are themselves a member; local header and name take 30 + 5 bytes.
  const inner = buildZip([part({ name: "V.npy" })]).slice(0, 35 + good.length);
  const outer = npy(dict("'|u1'", "False", `(${inner.length},)`), inner);
  const firstSize = buildZip([part()]).length - 46 - 5 - 22;

  const cases: readonly (readonly [what: string, code: ErrorCode, bytes: Uint8Array])[] = [
    ["nothing", "truncated", new Uint8Array()],
    ["21 bytes", "truncated", new Uint8Array(21)],
    ["no end record", "truncated", new Uint8Array(100).fill(0x50)],
    ["a comment shorter than it says", "truncated", zip({}, { commentLength: 1 })],
    ["bytes behind the comment", "truncated", join(zip(), Uint8Array.of(0))],
    ["an end record inside the comment of another", "bad-file", zip({}, { comment: zip() })],
    ["more members than records", "bad-file", zip({}, { entries: 2 })],
    ["fewer members than records", "bad-file", buildZip(two, { entries: 1 })],
    ["65535 members in no space", "bad-file", zip({}, { entries: 65535 })],
    ["a directory behind the end", "bad-file", zip({}, { offset: 100_000 })],
    ["a directory beyond 4 GiB", "bad-file", zip({}, { offset: 0xffffffff })],
    ["a directory too long", "bad-file", zip({}, { size: 1000 })],
    ["a directory too short", "bad-file", zip({}, { size: 40 })],
    ["a directory shifted by one", "bad-file", zip({}, { offset: firstSize + 1 })],
    ["bytes behind the directory", "bad-file", zip({}, { behind: new Uint8Array(4) })],
    ["a second disk", "not-supported", zip({}, { disk: 1 })],
    ["members on other disks", "not-supported", zip({}, { entriesHere: 0 })],
    ["a member on another disk", "not-supported", zip({ central: { disk: 1 } })],
    ["zip64: two disks", "not-supported", zip({}, { zip64: true, wide: { disks: 2 } })],
    ["zip64: a record elsewhere", "bad-file", zip({}, { zip64: true, wide: { at: 0n } })],
    ["zip64: a record of another size", "bad-file", zip({}, { zip64: true, wide: { length: 45n } })],
    ["zip64: members on other disks", "not-supported", zip({}, { zip64: true, wide: { entriesHere: 0n } })],
    ["zip64: a record beyond the file", "bad-file", zip({}, { zip64: true, wide: { at: 2n ** 40n } })],
    ["zip64: a record beyond 2^53", "limit", zip({}, { zip64: true, wide: { at: 2n ** 63n } })],
    ["zip64: 2^40 members", "limit", zip({}, { zip64: true, wide: { entries: 2n ** 40n } })],
    ["zip64: 2^64 - 1 members", "limit", zip({}, { zip64: true, wide: { entries: 2n ** 64n - 1n } })],
    ["zip64: 50 000 members", "bad-file", zip({}, { zip64: true, wide: { entries: 50_000n } })],
    ["zip64: a directory of 2^63 bytes", "limit", zip({}, { zip64: true, wide: { size: 2n ** 63n } })],
    ["zip64: a directory at 2^40", "bad-file", zip({}, { zip64: true, wide: { offset: 2n ** 40n } })],
    ["zip64: no field for a full size", "bad-file", zip({ central: { size: 0xffffffff } })],
    [
      "zip64: a field too short",
      "bad-file",
      zip({ central: { size: 0xffffffff, compressed: 0xffffffff }, extra: wideField(BigInt(good.length)) }),
    ],
    ["zip64: a size beyond 2^53", "limit", zip({ deflated: true, central: { size: 0xffffffff }, extra: wideField(2n ** 60n) })],
    ["zip64: an offset beyond the file", "bad-file", zip({ central: { offset: 0xffffffff }, extra: wideField(2n ** 40n) })],
    ["no local header", "bad-file", zip({ local: { signature: 0x04034b51 } })],
    ["an offset into nothing", "bad-file", zip({ central: { offset: 3 } })],
    ["an offset behind the directory", "bad-file", zip({ central: { offset: 100_000 } })],
    ["another name in the local header", "bad-file", zip({ local: { name: "V.npy" } })],
    ["another method in the local header", "bad-file", zip({ local: { method: 8 } })],
    ["two records of one member", "bad-file", buildZip([part(), part({ name: "W.npz", central: { offset: 0 } })])],
    ["one member for two names", "bad-file", buildZip([part(), part({ name: "V.npy", central: { offset: 0 } })])],
    [
      "a member inside another's data",
      "bad-file",
      buildZip([part({ data: outer }), part({ name: "V.npy", central: { offset: 35 + outer.length - inner.length } })]),
    ],
    ["a local name of another length", "bad-file", zip({ local: { name: "WW.npy" } })],
    ["bytes in front that shift all offsets", "bad-file", join(new Uint8Array(8), zip())],
    ["the same name twice", "bad-file", buildZip([part(), part()])],
    ["the same path twice", "bad-file", buildZip([part({ name: "a/W.npy" }), part({ name: "a//./W.npy" })])],
    ["the same path with a backslash", "bad-file", buildZip([part({ name: "a/W.npy" }), part({ name: "a\\W.npy" })])],
    ["a name with NUL", "bad-file", zip({ name: "W\0.npy" })],
    ["a name that is not UTF-8", "bad-file", zip({ name: Uint8Array.of(0xff, 0x2e, 0x6e, 0x70, 0x79) })],
    ["a name in another code page", "not-supported", zip({ name: "é.npy", central: { flags: 0 } })],
    ["a name of 5000 bytes", "limit", zip({ name: `${"n".repeat(4996)}.npy` })],
    ["encryption", "not-supported", zip({ central: { flags: 0x0801 } })],
    ["strong encryption", "not-supported", zip({ central: { flags: 0x0840 } })],
    ["a hidden directory", "not-supported", zip({ central: { flags: 0x2800 } })],
    ["method 12, bzip2", "not-supported", zip({ central: { method: 12 }, local: { method: 12 } })],
    ["method 9, deflate64", "not-supported", zip({ central: { method: 9 }, local: { method: 9 } })],
    ["stored, of another size", "bad-file", zip({ central: { size: good.length - 1 } })],
    ["data that reaches into the directory", "bad-file", zip({ central: { size: good.length + 1, compressed: good.length + 1 } })],
    ["data beyond the file", "bad-file", zip({ central: { size: 100_000, compressed: 100_000 } })],
    ["a wrong CRC, stored", "checksum", zip({ central: { crc: 1 } })],
    ["a wrong CRC, deflated", "checksum", zip({ deflated: true, central: { crc: 1 } })],
    [
      "a changed byte",
      "checksum",
      (() => {
        const bytes = zip();
        bytes[30 + 5 + good.length - 1] ^= 1;
        return bytes;
      })(),
    ],
    ["2 GiB declared by few bytes", "bad-file", zip({ deflated: true, central: { size: 2 ** 31 } })],
    ["4 GiB declared", "bad-file", zip({ deflated: true, central: { size: 0xfffffffe } })],
    [
      "more than deflate can give",
      "bad-file",
      zip({ deflated: true, packed: packedZeros, data: zeros, central: { size: 1033 * packedZeros.length + 65 } }),
    ],
    ["a declared size too small", "bad-file", zip({ deflated: true, central: { size: good.length - 1 } })],
    ["a bomb behind a small size", "bad-file", zip({ deflated: true, packed: packedZeros, data: zeros, central: { size: 100 } })],
    [
      "256 MiB behind a small size",
      "bad-file",
      zip({ deflated: true, packed: new Uint8Array(deflateRawSync(new Uint8Array(2 ** 28))), central: { size: 250_000 } }),
    ],
    // 00 00 00 ff ff: a stored block of nothing, which costs time and gives no byte.
    [
      "a million empty blocks",
      "bad-file",
      zip({ deflated: true, packed: Uint8Array.from({ length: 5_000_000 }, (_, at) => (at % 5 > 2 ? 255 : 0)) }),
    ],
    [
      "empty blocks in front of the data",
      "bad-file",
      zip({
        deflated: true,
        packed: join(
          Uint8Array.from({ length: 5000 }, (_, at) => (at % 5 > 2 ? 255 : 0)),
          new Uint8Array(deflateRawSync(good)),
        ),
      }),
    ],
    ["a declared size too large", "bad-file", zip({ deflated: true, central: { size: good.length + 1 } })],
    ["deflate that is none", "bad-file", zip({ deflated: true, packed: Uint8Array.from({ length: 60 }, (_, k) => (k * 97) % 251) })],
    ["deflate that is cut", "bad-file", zip({ deflated: true, packed: new Uint8Array(deflateRawSync(good)).slice(0, -3) })],
    ["deflate of nothing", "bad-file", zip({ deflated: true, packed: new Uint8Array() })],
    ["metadata that is no JSON", "bad-file", zip({}, { comment: text('{"__metadata__":{"a":') })],
    ["metadata numbers", "bad-file", zip({}, { comment: text('{"__metadata__":{"a":1}}') })],
    ["a metadata key twice", "bad-file", zip({}, { comment: text('{"__metadata__":{"a":"1","a":"2"}}') })],
    ["text behind the metadata", "bad-file", zip({}, { comment: text('{"__metadata__":{"a":"1"}}x') })],
    [
      "metadata that is not UTF-8",
      "bad-file",
      zip({}, { comment: join(text('{"__metadata__":{"a":"'), Uint8Array.of(0xff), text('"}}')) }),
    ],
    ["metadata with half a pair", "bad-file", zip({}, { comment: text('{"__metadata__":{"a":"\\ud800"}}') })],
    ["an array and a member of its name", "bad-file", buildZip([part(), part({ name: "W" })])],
  ];

  it.each(cases)("%s: %s", (_what, code, bytes) => {
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    const error = refusal(() => read(bytes));
    expect(error.code, error.message).toBe(code);
    expect(error.where).toMatch(/^hostile\.npz, (byte \d+|member ")/);
    expect(performance.now() - start).toBeLessThan(2000);
    // One piece of 16 KiB becomes at most 16 MiB; fflate holds it twice while its buffer grows.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
  });

  it("have their members counted and bounded", () => {
    const bytes = buildZip(two);
    expect(read(bytes).arrays.size).toBe(2);
    expect(refusal(() => read(bytes, { maxTensors: 1 })).code).toBe("limit");
    expect(refusal(() => read(bytes, { maxTensorBytes: good.length })).code).toBe("limit");
  });

  it.each([
    ["streamed, as PyTorch writes", zip({ streamed: true })],
    ["deflated and streamed", zip({ streamed: true, deflated: true })],
    ["extra fields of different lengths", zip({ localExtra: new Uint8Array(40), extra: Uint8Array.of(0x42, 0x46, 0, 0) })],
    ["zip64 records in a small file", zip({}, { zip64: true })],
    [
      "zip64 sizes in a small file",
      zip({
        central: { size: 0xffffffff, compressed: 0xffffffff, offset: 0xffffffff },
        extra: wideField(BigInt(good.length), BigInt(good.length), 0n),
      }),
    ],
    [
      "bytes behind deflate's end, as zipfile takes them",
      zip({ deflated: true, packed: join(new Uint8Array(deflateRawSync(good)), new Uint8Array(5)) }),
    ],
    ["a comment that is not ours", zip({}, { comment: Uint8Array.of(0xff, 0, 1) })],
    ["a folder", buildZip([part(), { name: "a/", data: new Uint8Array() }])],
    ["bytes between data and directory", zip({}, { between: new Uint8Array(3) })],
    ["bytes in front, offsets right", zip({}, { before: new Uint8Array(7) })],
  ])("%s: taken", (_what, bytes) => {
    expect([...read(bytes).arrays.keys()]).toEqual(["W"]);
  });

  it("keep names that would trap a plain object or a path", () => {
    const names = ["__proto__", "constructor", "../../etc/passwd", "/root", ""];
    const bytes = buildZip(names.map((name) => part({ name: `${name}.npy` })));
    expect([...read(bytes).arrays.keys()]).toEqual(names);
  });

  it("never end in another error than ours, cut or changed anywhere", async () => {
    const whole = await loadGolden("formats/versions.npz");
    for (let at = 0; at < whole.length; at++) {
      expect(["truncated", "bad-file"]).toContain(refusal(() => read(whole.slice(0, at))).code);
      for (const value of [0, 255, whole[at] ^ 1, whole[at] ^ 128]) {
        const changed = whole.slice();
        changed[at] = value;
        try {
          read(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(GatewiseError);
        }
      }
    }
  });
});

describe("hostile .npy members", () => {
  const cases: readonly (readonly [what: string, code: ErrorCode, bytes: Uint8Array])[] = [
    ["nothing", "truncated", new Uint8Array()],
    ["half a magic", "truncated", good.slice(0, 4)],
    ["no header length", "truncated", good.slice(0, 9)],
    ["another magic", "bad-file", join(Uint8Array.of(0x94), good.slice(1))],
    ["version 0", "not-supported", npy(dict(), undefined, 0)],
    ["version 4", "not-supported", npy(dict(), undefined, 4)],
    ["version 1.1", "not-supported", good.map((byte, at) => (at === 7 ? 1 : byte))],
    ["version 2 with the header length of 1", "limit", good.map((byte, at) => (at === 6 ? 2 : byte))],
    ["half a header", "truncated", good.slice(0, 40)],
    ["a header beyond the file", "truncated", npy(dict(), undefined, 1, 1000)],
    ["a header of 10 001 bytes", "limit", npy(`${dict().slice(0, -1)}${" ".repeat(10_001 - dict().length)}\n`)],
    ["a header of 4 GiB", "limit", npy(dict(), undefined, 2, 0xffffffff)],
    ["not UTF-8 in version 3", "bad-file", npy(dict("'<f4\xff'"), undefined, 3)],
    ["an empty header", "bad-file", npy("")],
    ["a tuple", "bad-file", npy("('<f4', False, (1,))")],
    ["code", "bad-file", npy("__import__('os').system('x')")],
    ["code as a value", "bad-file", npy(dict("'<f4'", "False", "(__import__('os'),)"))],
    ["a sum", "bad-file", npy(dict("'<f4'", "False", "(1+0,)"))],
    ["an escape in a string", "bad-file", npy(dict("'<f\\x34'"))],
    ["joined strings", "bad-file", npy(dict("'<f' '4'"))],
    ["a comment", "bad-file", npy(`${dict().trim()} # x\n`)],
    ["text behind the dict", "bad-file", npy(`${dict().trim()}; x\n`)],
    ["a second dict", "bad-file", npy(`${dict().trim()}{}\n`)],
    ["NUL behind the dict", "bad-file", npy(`${dict().trim()}\0\n`)],
    ["no end", "bad-file", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)")],
    ["an open string", "bad-file", npy("{'descr': '<f4")],
    ["no descr", "bad-file", npy("{'fortran_order': False, 'shape': (1,)}")],
    ["no order", "bad-file", npy("{'descr': '<f4', 'shape': (1,)}")],
    ["no shape", "bad-file", npy("{'descr': '<f4', 'fortran_order': False}")],
    ["a key more", "bad-file", npy(dict(undefined, undefined, undefined, "'x': 1"))],
    ["a key twice", "bad-file", npy(dict(undefined, undefined, undefined, "'descr': '<f4'"))],
    ["an order of 0", "bad-file", npy(dict("'<f4'", "0"))],
    ["an order of None", "bad-file", npy(dict("'<f4'", "None"))],
    ["a shape list", "bad-file", npy(dict("'<f4'", "False", "[1]"))],
    ["a shape without comma", "bad-file", npy(dict("'<f4'", "False", "(1)"))],
    ["a shape with two commas", "bad-file", npy(dict("'<f4'", "False", "(1,,)"))],
    ["a shape of a comma", "bad-file", npy(dict("'<f4'", "False", "(,)"))],
    ["a shape of no comma", "bad-file", npy(dict("'<f4'", "False", "(1 1)"))],
    ["a negative dimension", "bad-file", npy(dict("'<f4'", "False", "(-1,)"))],
    ["a broken dimension", "bad-file", npy(dict("'<f4'", "False", "(1.0,)"))],
    ["a dimension of True", "bad-file", npy(dict("'<f4'", "False", "(True,)"))],
    ["a nested shape", "bad-file", npy(dict("'<f4'", "False", "((1,),)"))],
    ["a dimension of 2^53", "limit", npy(dict("'<f4'", "False", "(9007199254740992,)"))],
    ["a dimension of 400 digits", "limit", npy(dict("'<f4'", "False", `(${"9".repeat(400)},)`))],
    ["a product beyond 2^53", "limit", npy(dict("'<f4'", "False", "(4294967296, 4294967296)"))],
    ["a product that wraps", "limit", npy(dict("'<f4'", "False", "(4294967296, 4294967296, 4294967297)"))],
    ["zero hides an overflow", "limit", npy(dict("'<f4'", "False", "(0, 9007199254740991, 2)"), new Uint8Array())],
    ["8 GiB", "limit", npy(dict("'<f4'", "False", "(2147483648,)"))],
    ["65 dimensions", "limit", npy(dict("'<f4'", "False", `(${"1, ".repeat(65)})`))],
    ["too little data", "truncated", npy(dict("'<f4'", "False", "(2,)"))],
    ["1 GiB declared", "truncated", npy(dict("'<f4'", "True", "(16384, 16384)"))],
    ["no data", "truncated", npy(dict(), new Uint8Array())],
    ["too much data", "bad-file", npy(dict(), new Uint8Array(5))],
    ["two arrays", "bad-file", join(good, good)],
    ["no byte order", "bad-file", npy(dict("'f4'"))],
    ["no byte order for 4 bytes", "bad-file", npy(dict("'|f4'"))],
    ["an unknown byte order", "bad-file", npy(dict("'?f4'"))],
    ["an unknown kind", "bad-file", npy(dict("'<q4'"))],
    ["3-byte floats", "bad-file", npy(dict("'<f3'"))],
    ["16-byte integers", "bad-file", npy(dict("'<i16'"))],
    ["a type that toString has", "bad-file", npy(dict("'<toString'"))],
    ["an empty type", "bad-file", npy(dict("''"))],
    ["a type that is a number", "bad-file", npy(dict("4"))],
  ];

  it.each(cases)("%s: %s", (_what, code, bytes) => {
    const error = refusal(() => read(zip({ data: bytes })));
    expect(error.code, error.message).toBe(code);
    expect(error.where).toMatch(/^hostile\.npz, member "W\.npy", byte \d+, tensor "W"$/);
    const alone = refusal(() => readWeights("folder/hostile.npy", bytes));
    expect(alone.code).toBe(code);
    expect(alone.where).toMatch(/^folder\/hostile\.npy, byte \d+, tensor "hostile"$/);
  });

  it.each([
    ["objects (pickle)", "'|O'"],
    ["text", "'<U2'"],
    ["bytes", "'|S4'"],
    ["opaque", "'|V2'"],
    ["complex", "'<c8'"],
    ["long double", "'<f16'"],
    ["dates", "'<M8[ns]'"],
    ["structured", "[('a', '<f4'), ('b', '|O')]"],
  ])("%s: listed as undecodable, never decoded", (_what, descr) => {
    const { arrays, undecodable } = read(buildZip([part(), part({ name: "odd.npy", data: npy(dict(descr)) })]));
    expect([...arrays.keys()]).toEqual(["W"]);
    expect([...undecodable.keys()]).toEqual(["odd"]);
  });

  it.each([
    ["double quotes", npy(dict('"<f4"'))],
    ["no spaces", npy("{'descr':'<f4','fortran_order':False,'shape':(1,)}")],
    ["keys in another order", npy("{'shape': (1L,), 'fortran_order': True, 'descr': '=f4'}\n")],
    ["an uneven header", npy(`${dict().trim()}   \n`)],
  ])("%s: taken", (_what, bytes) => {
    expect(read(zip({ data: bytes })).arrays.get("W")?.data).toEqual(new Float32Array(Uint8Array.of(1, 2, 3, 4).buffer));
  });
});

describe("what cannot be written", () => {
  const W = namedArray("W", "float32", [1], Float32Array.of(0.5));
  const cases: readonly (readonly [what: string, code: ErrorCode, run: () => unknown])[] = [
    ["an unknown ending", "not-supported", () => writeWeights("x.h5", [W])],
    ["no ending", "not-supported", () => writeWeights("safetensors", [W])],
    ["bfloat16 in npz", "not-supported", () => writeWeights("x.npz", [namedArray("W", "bfloat16", [1], Uint16Array.of(1))])],
    ["one name twice in npz", "name-taken", () => writeWeights("x.npz", [W, W])],
    ["one name twice in safetensors", "name-taken", () => writeWeights("x.safetensors", [W, W])],
    [
      "one path twice in npz",
      "not-supported",
      () =>
        writeWeights("x.npz", [
          { ...W, name: "a/b" },
          { ...W, name: "a//b" },
        ]),
    ],
    ["NUL in npz", "not-supported", () => writeWeights("x.npz", [{ ...W, name: "a\0" }])],
    ["metadata's name in safetensors", "not-supported", () => writeWeights("x.safetensors", [{ ...W, name: "__metadata__" }])],
    ["half a pair in a name", "not-supported", () => writeWeights("x.safetensors", [{ ...W, name: "\ud800" }])],
    ["half a pair in metadata", "not-supported", () => writeWeights("x.npz", [W], new Map([["a", "\udc00"]]))],
    ["metadata beyond a zip comment", "limit", () => writeWeights("x.npz", [W], new Map([["a", "x".repeat(65_535)]]))],
    ["a shape of another size", "bad-shape", () => writeWeights("x.safetensors", [{ ...W, shape: [2] }])],
    ["65 dimensions", "limit", () => writeWeights("x.safetensors", [{ ...W, shape: new Array(65).fill(1) }])],
    ["a name of 4097 bytes", "limit", () => writeWeights("x.npz", [{ ...W, name: "n".repeat(4097) }])],
  ];

  it.each(cases)("%s: %s", (_what, code, run) => {
    const error = refusal(run);
    expect(error.code, error.message).toBe(code);
  });

  it("gives the same bytes in each run and on each machine", () => {
    const bytes = writeWeights("x.npz", [W, { ...W, name: "é/b" }], new Map([["plan", "sha256:1"]]));
    expect(bytes).toEqual(writeWeights("x.npz", [W, { ...W, name: "é/b" }], new Map([["plan", "sha256:1"]])));
    // The file of this digest was read by NumPy 2.4.6 (names, values), by CPython 3.11's zipfile.testzip and by unzip -t.
    expect(createHash("sha256").update(bytes).digest("hex")).toMatchInlineSnapshot(
      `"86a00858652e5e09582bfaffc8fa2bd5adbf2fab0e44306f2910d92dd51c6a97"`,
    );
  });
});
