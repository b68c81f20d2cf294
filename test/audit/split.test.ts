import { describe, expect, it } from "vitest";
import { inspectWeights } from "../../src/audit/index.ts";
import { carryStart } from "../../src/convert/index.ts";
import { buildDocument } from "../../src/document/index.ts";

const built = (dialect: string, className: string) =>
  buildDocument(
    dialect.startsWith("torch")
      ? { gatewise: 1, dialect, seed: 7, modules: [{ name: "net", class: className, args: { input_size: 3, hidden_size: 4 } }] }
      : { gatewise: 1, dialect, seed: 7, input_shape: [null, 6, 3], layers: [{ class_name: className, config: { units: 4 } }] },
  );

describe("files of one matrix a gate", () => {
  it.each([
    ["torch@2.13", "LSTM", 4 * 3],
    ["keras@3.15/jax", "LSTM", 4 * 3],
    ["torch@2.13", "GRU", 3 * 4],
    ["keras@3.15/jax", "GRU", 3 * 4],
    ["torch@2.13", "RNN", 3],
  ])("%s %s", (dialect, className, count) => {
    const model = built(dialect, className);
    const { tensors } = carryStart(model.plan(), model.tensors(), "split");
    const arrays = new Map(tensors.map((array) => [array.name, array]));
    for (const like of ["split", undefined]) {
      const { cells, others } = inspectWeights("w.safetensors", arrays, like);
      expect(others).toEqual([]);
      expect(cells.map(({ owner }) => owner)).toEqual([`${className.toLowerCase()}0.forward`]);
      expect(cells[0].blocks).toHaveLength(count);
      expect(cells[0].blocks.filter(({ role, gate }) => gate === null && className !== "RNN" && role !== "P")).toEqual([]);
      if (className === "LSTM" && dialect.startsWith("keras")) expect(cells[0].forgetBias).toMatchObject({ mean: 1, deviation: 0 });
    }
  });

  it("an unknown name may come from the file itself", () => {
    expect(() => inspectWeights("w.safetensors", new Map(), "elsewhere@1")).toThrow("--like, or the metadata of w.safetensors");
  });
});
