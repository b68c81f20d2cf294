/** Every hostile safetensors file is refused with code, file, byte and tensor; what the real library refuses, we refuse. */
import { describe, expect, it } from "vitest";
import { type ErrorCode, GatewiseError } from "../../src/base/index.ts";
import { readWeights } from "../../src/formats/index.ts";
import { loadGolden } from "../golden/load.ts";

interface Attack {
  readonly what: string;
  readonly file: string;
  /** The refusal of safetensors 0.8.0; null where it takes the file. */
  readonly reference: string | null;
}

const { attacks } = JSON.parse(new TextDecoder().decode(await loadGolden("formats/attacks.json"))) as {
  readonly attacks: readonly Attack[];
};

/** Runs of one byte are told as `(5b*100000)`. */
const bytesOfAttack = (file: string) =>
  Uint8Array.from(
    Buffer.from(
      file.replace(/\((..)\*(\d+)\)/g, (_, byte: string, count: string) => byte.repeat(Number(count))),
      "hex",
    ),
  );

/** What the library takes and we do not. */
const stricter: { readonly [what: string]: ErrorCode } = {
  "metadata key twice": "bad-file",
  "same name twice, same range": "bad-file",
  "same name twice, once escaped": "bad-file",
  "unknown field twice": "bad-file",
  "zero hides an overflow": "limit",
  "zero beside 2^50": "limit",
  "65 dimensions": "limit",
  "name of 4097 bytes": "limit",
  "name of 4098 bytes in 2049 letters": "limit",
};

/** Refusals with another code than bad-file. */
const codes: { readonly [what: string]: ErrorCode } = {
  ...stricter,
  "0 bytes": "truncated",
  "1 bytes": "truncated",
  "7 bytes": "truncated",
  "header length 100 000 001": "limit",
  "header length 2^63": "limit",
  "header length 2^64 - 1": "limit",
  "header longer than the file": "truncated",
  "header length one too large": "truncated",
  "end behind the data": "truncated",
  "no data": "truncated",
  "126 brackets in an unknown field": "limit",
  "200 brackets in an unknown field": "limit",
  "100000 brackets in an unknown field": "limit",
  "offset 2^63": "limit",
  "offset 2^53": "limit",
  "shape product above 2^64": "limit",
  "shape product that wraps to 1": "limit",
  "shape times bits above 2^64": "limit",
  "shape of 4 TiB": "limit",
  "zero behind an overflow": "limit",
};

function refusal(run: () => unknown): GatewiseError {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error("the file was taken");
}

describe("hostile safetensors files", () => {
  const refused = attacks.filter(({ what, reference }) => reference !== null || Object.hasOwn(stricter, what));
  const taken = attacks.filter((attack) => !refused.includes(attack));

  it("are all known by name", () => {
    expect(Object.keys(codes).filter((what) => !attacks.some((attack) => attack.what === what))).toEqual([]);
    expect(new Set(attacks.map(({ what }) => what)).size).toBe(attacks.length);
    expect([refused.length, taken.length].every((count) => count > 15)).toBe(true);
  });

  it.each(refused)("$what: refused", ({ what, file }) => {
    const error = refusal(() => readWeights("hostile.safetensors", bytesOfAttack(file)));
    expect(error.code, error.message).toBe(codes[what] ?? "bad-file");
    expect(error.where).toMatch(/^hostile\.safetensors, byte \d+/);
    expect(error.message.length).toBeLessThan(3000);
    const offset = Number(/byte (\d+)/.exec(error.where)?.[1]);
    expect(offset).toBeLessThanOrEqual(bytesOfAttack(file).length);
  });

  it.each(taken)("$what: taken", ({ file }) => {
    const bytes = bytesOfAttack(file);
    const { arrays, undecodable } = readWeights("x.safetensors", bytes);
    expect(arrays.size + undecodable.size).toBe(tensorsOf(bytes));
  });

  it.each([
    ["dimension -1", 'tensor "W"'],
    ["hole", 'tensor "B"'],
    ["overlap", 'tensor "B"'],
    ["unknown dtype", 'tensor "W"'],
    ["range longer than the shape", 'tensor "W"'],
    ["no shape", 'tensor "W"'],
    ["dtype twice", 'tensor "W"'],
  ])("%s: the tensor is named", (what, name) => {
    const { file } = attacks.find((attack) => attack.what === what) as Attack;
    expect(refusal(() => readWeights("x.safetensors", bytesOfAttack(file))).where).toContain(name);
  });
});

/** JSON.parse is enough to count the tensors of a header that the real library takes. */
function tensorsOf(bytes: Uint8Array): number {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as object;
  return Object.keys(header).filter((name) => name !== "__metadata__").length;
}

describe("limits of the caller", () => {
  const [bytes] = attacks.filter(({ what }) => what === "entries in reverse").map(({ file }) => bytesOfAttack(file));

  it.each([
    ["maxTensors", 2, 1],
    ["maxTensorBytes", 8, 7],
    ["maxRank", 1, 0],
    ["maxNameBytes", 1, 0],
    ["maxHeaderBytes", 107, 106],
  ])("%s", (name, enough, less) => {
    const header = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const [most, tooFew] = name === "maxHeaderBytes" ? [header, header - 1] : [enough, less];
    expect(readWeights("x.safetensors", bytes, { [name]: most }).arrays.size).toBe(2);
    expect(refusal(() => readWeights("x.safetensors", bytes, { [name]: tooFew })).code).toBe("limit");
  });
});

describe("a file cut or changed anywhere", () => {
  it("is refused at every length", async () => {
    const whole = await loadGolden("formats/torch.safetensors");
    for (let length = 0; length < whole.length; length++) {
      const { code } = refusal(() => readWeights("x.safetensors", whole.slice(0, length)));
      expect(["truncated", "bad-file"]).toContain(code);
    }
  });

  it("never ends in another error than ours", async () => {
    const whole = await loadGolden("formats/torch.safetensors");
    const header = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));
    for (let at = 0; at < header; at++) {
      for (const value of [0, 0x22, 0x30, 0x39, 0x5b, 0x7b, 0xff, whole[at] ^ 1]) {
        const changed = whole.slice();
        changed[at] = value;
        try {
          readWeights("x.safetensors", changed);
        } catch (error) {
          expect(error).toBeInstanceOf(GatewiseError);
        }
      }
    }
  });
});
