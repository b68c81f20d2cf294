/** Every command and option, run as a user would. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document.ts";
import { type NamedArray, readWeights } from "../../src/index.ts";
import { buildCommand } from "./command.ts";
import { type Folder, folderOf, models } from "./folder.ts";

const all = { "torch.json": models.torch, "keras.json": models.keras, "bare.json": models.bare, "unseeded.json": models.unseeded };
const read = (folder: Folder, name: string) => readWeights(name, new Uint8Array(readFileSync(join(folder.path, name))));
const numbers = (arrays: ReadonlyMap<string, NamedArray>) =>
  Object.fromEntries([...arrays].map(([name, { dtype, shape, data }]) => [name, { dtype, shape, data: [...data] }]));
const drawn = (document: unknown, options = {}) => numbers(buildDocument(document, options).tensors());

beforeAll(buildCommand, 180_000);

describe("init", () => {
  it("writes the same numbers as safetensors and npz", () => {
    const folder = folderOf(all);
    for (const name of ["w.safetensors", "w.npz"]) {
      const said = folder.succeed("init", "torch.json", "--out", name);
      expect(said).toContain(`${name}: 6 tensors, 154 numbers, as torch@2.13 starts them`);
      expect(said).toMatch(/^plan [0-9a-f]{64}$/m);
      const { arrays, metadata } = read(folder, name);
      expect(numbers(arrays)).toEqual(drawn(models.torch));
      expect(metadata.get("gatewise.dialect")).toBe("torch@2.13");
      expect(said).toContain(`plan ${metadata.get("gatewise.plan")}`);
    }
  });

  it("gives the same bytes again", () => {
    const folder = folderOf(all);
    for (const name of ["a.safetensors", "b.safetensors", "a.npz", "b.npz"]) folder.succeed("init", "keras.json", "--out", name);
    for (const ending of ["safetensors", "npz"]) {
      const [a, b] = ["a", "b"].map((name) => readFileSync(join(folder.path, `${name}.${ending}`)));
      expect(a.equals(b)).toBe(true);
    }
  });

  it("replaces a file that is there", () => {
    const folder = folderOf({ ...all, "w.npz": "old" });
    folder.succeed("init", "torch.json", "--out", "w.npz");
    expect(read(folder, "w.npz").arrays.size).toBe(6);
    expect(readdirSync(folder.path).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("takes --seed in place of the document's", () => {
    const folder = folderOf(all);
    folder.succeed("init", "torch.json", "--out", "w.npz", "--seed", "18446744073709551615");
    expect(numbers(read(folder, "w.npz").arrays)).toEqual(drawn({ ...models.torch, seed: "18446744073709551615" }));
    expect(drawn({ ...models.torch, seed: "18446744073709551615" })).not.toEqual(drawn(models.torch));
    folder.succeed("init", "torch.json", "--out", "negative.npz", "--seed=-3");
    expect(numbers(read(folder, "negative.npz").arrays)).toEqual(drawn({ ...models.torch, seed: -3 }));
  });

  it("says which numbers no seed fixes", () => {
    const folder = folderOf(all);
    expect(folder.succeed("init", "unseeded.json", "--out", "w.npz")).toContain("no seed fixes default generator");
    expect(folder.succeed("init", "unseeded.json", "--out", "w.npz", "--seed", "1")).not.toContain("no seed fixes");
  });

  it("takes --dialect and --dtype where the file says neither", () => {
    const folder = folderOf(all);
    folder.succeed("init", "bare.json", "--out", "w.npz", "--dialect", "keras@3.15/torch", "--seed", "7", "--dtype", "float64");
    const { arrays } = read(folder, "w.npz");
    expect(numbers(arrays)).toEqual(drawn(models.bare, { dialect: "keras@3.15/torch", seed: 7, dtype: "float64" }));
    expect([...arrays.values()].map(({ dtype }) => dtype)).toEqual(["float64", "float64", "float64"]);
  });

  it("takes tensors --from a file, --only those that match, and keeps the draws of the others", () => {
    const folder = folderOf(all);
    folder.succeed("init", "torch.json", "--out", "other.npz", "--seed", "99");
    const said = folder.succeed("init", "torch.json", "--out", "w.npz", "--from", "other.npz", "--only", "encoder.weight_*");
    expect(said).toContain("taken from other.npz: encoder.weight_ih_l0, encoder.weight_hh_l0\n");
    const [own, other] = [drawn(models.torch), drawn(models.torch, { seed: 99 })];
    const taken = { "encoder.weight_ih_l0": other["encoder.weight_ih_l0"], "encoder.weight_hh_l0": other["encoder.weight_hh_l0"] };
    expect(numbers(read(folder, "w.npz").arrays)).toEqual({ ...own, ...taken });
    folder.succeed("init", "torch.json", "--out", "all.npz", "--from", "other.npz");
    expect(numbers(read(folder, "all.npz").arrays)).toEqual(other);
  });

  it("writes the start --as another framework's, and split", () => {
    const folder = folderOf(all);
    const said = folder.succeed("init", "keras.json", "--out", "w.npz", "--as", "torch@2.13");
    expect(said).toContain("in the names and layout of torch@2.13");
    const { arrays, metadata } = read(folder, "w.npz");
    expect([...arrays.keys()]).toEqual(["lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0"]);
    expect(metadata.get("gatewise.as")).toBe("torch@2.13");
    const kernel = drawn(models.keras)["sequential/lstm/lstm_cell/kernel"];
    const turned = [...(arrays.get("lstm.weight_ih_l0") as NamedArray).data];
    // [3, 16] by columns is [16, 3] by rows.
    expect(turned).toEqual(Array.from({ length: 48 }, (_, k) => kernel.data[(k % 3) * 16 + Math.floor(k / 3)]));
    folder.succeed("init", "keras.json", "--out", "split.safetensors", "--as", "split");
    expect(read(folder, "split.safetensors").arrays.get("lstm0.forward.Wx.f")?.shape).toEqual([3, 4]);
  });
});

describe("explain", () => {
  it("says how every tensor starts", () => {
    const said = folderOf(all).succeed("explain", "torch.json");
    for (const name of Object.keys(drawn(models.torch))) expect(said).toContain(name);
    expect(said).toContain("U(±1/√hidden_size)");
  });

  it("gives the whole explanation as --json", () => {
    const explanation = JSON.parse(folderOf(all).succeed("explain", "keras.json", "--json"));
    expect(explanation).toEqual(JSON.parse(JSON.stringify(buildDocument(models.keras).explanation())));
  });

  it("takes --seed, --dialect and --dtype", () => {
    const said = folderOf(all).succeed(
      "explain",
      "bare.json",
      "--json",
      "--dialect",
      "tf_keras@2.21",
      "--seed",
      "11",
      "--dtype",
      "float64",
    );
    const explanation = JSON.parse(said);
    expect(explanation).toEqual(
      JSON.parse(JSON.stringify(buildDocument(models.bare, { dialect: "tf_keras@2.21", seed: "11", dtype: "float64" }).explanation())),
    );
    expect(explanation.parameters[0].dtype).toBe("float64");
  });

  it("fills no tensor: two thousand million numbers take no time", () => {
    const net = { name: "net", class: "Linear", args: { in_features: 2 ** 15, out_features: 2 ** 15 } };
    const folder = folderOf({ "huge.json": { gatewise: 1, dialect: "torch@2.13", seed: 7, modules: [net] } });
    const start = performance.now();
    expect(folder.succeed("explain", "huge.json")).toContain("[32768, 32768]");
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("prints --code in the model's own framework and in another", () => {
    const folder = folderOf(all);
    expect(folder.succeed("explain", "torch.json", "--code")).toContain("torch.manual_seed(7)");
    expect(folder.succeed("explain", "keras.json", "--code", "torch@2.13")).toContain("LSTM(");
  });
});

describe("diff", () => {
  it("finds nothing between a model and itself", () => {
    expect(folderOf(all).succeed("diff", "torch.json", "torch.json")).toMatch(/^everything starts alike/m);
  });

  it("says what differs between frameworks, and takes a dialect for each", () => {
    const folder = folderOf(all);
    expect(folder.succeed("diff", "torch.json", "keras.json")).toContain("Wx");
    const said = folder.succeed("diff", "bare.json", "bare.json", "--dialect-a", "keras@3.15/jax", "--dialect-b", "tf_keras@2.21");
    expect(said).toContain("tf_keras@2.21");
  });
});

describe("inspect", () => {
  const weights = (): Folder => {
    const folder = folderOf(all);
    folder.succeed("init", "torch.json", "--out", "w.safetensors");
    return folder;
  };

  it("measures a file gate by gate", () => {
    const said = weights().succeed("inspect", "w.safetensors");
    for (const word of ["recurrent weights by the names of torch", "Wx i", "Wh g", "σ max", "not recurrent: head."])
      expect(said).toContain(word);
  });

  it("takes --like and gives --json", () => {
    const inspection = JSON.parse(weights().succeed("inspect", "w.safetensors", "--like", "torch@2.13", "--json"));
    expect(inspection.framework).toBe("torch");
    expect(inspection.cells[0].blocks.length).toBeGreaterThan(8);
  });
});

describe("dialects", () => {
  it("lists every dialect with its grades, as text and as --json", () => {
    const folder = folderOf({});
    const said = folder.succeed("dialects");
    const table = JSON.parse(folder.succeed("dialects", "--json"));
    for (const { dialect } of table) expect(said).toContain(`\n${dialect}\n`);
    expect(table.map(({ dialect }: { dialect: string }) => dialect)).toContain("torch@2.13");
  });
});

describe("--help", () => {
  const help = folderless("--help");
  const commands = ["init", "explain", "diff", "run", "inspect", "dialects", "train", "sample", "doctor"];
  const pages = [...commands.map((command) => [command]), ["train", "text"]];

  it("lists the commands, and each has a page", () => {
    for (const command of commands) {
      expect(help()).toMatch(new RegExp(`^ {2}${command}\\b`, "m"));
      expect(folderless(command, "--help")()).toContain(`Usage: gatewise ${command}`);
    }
    const listed = [...help().matchAll(/^ {2}(\w+)(?: \[options\])?(?: <|\s{2,})/gm)].map(([, name]) => name);
    expect(listed.filter((name) => name !== "help")).toEqual(commands);
  });

  it("shows no option that these tests do not run", () => {
    const tests = ["commands", "run", "train"].map((name) => readFileSync(new URL(`${name}.test.ts`, import.meta.url), "utf8"));
    const run = tests.join("");
    const shown = pages.flatMap((page) =>
      [...folderless(...page, "--help")().matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option),
    );
    expect(shown.length).toBeGreaterThan(10);
    expect([...new Set(shown)].filter((option) => !run.includes(`"${option}`))).toEqual([]);
  });

  it("prints the version of the package", () => {
    expect(folderless("--version")().trim()).toBe(JSON.parse(readFileSync("package.json", "utf8")).version);
  });
});

function folderless(...line: string[]): () => string {
  return () => folderOf({}).succeed(...line);
}

it("reads a document with a byte order mark, and from another folder", () => {
  const folder = folderOf({});
  const document = join(folder.path, "bom.json");
  writeFileSync(document, `\ufeff${JSON.stringify(models.torch)}`);
  folder.succeed("init", document, "--out", join(folder.path, "w.npz"));
  expect(existsSync(join(folder.path, "w.npz"))).toBe(true);
});
