import { GatewiseError, show, unknownName } from "../../base/index.ts";
import { type Box, shapeOfBox, sliceBox, wholeBox } from "../../layout/index.ts";
import type { Parameter } from "../../plan/index.ts";

/** A parameter of a session, or some of its rows, to be handed to `init`. */
export class ParameterRef {
  /** The session that it belongs to. */
  readonly session: object;
  readonly parameter: Parameter;
  readonly index: number;
  readonly box: Box;

  constructor(session: object, parameter: Parameter, index: number, box: Box = wholeBox(parameter.shape)) {
    this.session = session;
    this.parameter = parameter;
    this.index = index;
    this.box = box;
  }

  get name(): string {
    return this.parameter.name;
  }

  get shape(): number[] {
    return shapeOfBox(this.box);
  }

  /** The gate letters of the parameter, in PyTorch's order; empty where it has none. */
  get gates(): string[] {
    return this.parameter.blocks.flatMap(({ gate }) => (gate === null ? [] : [gate]));
  }

  /** The rows of one gate. Throws: unknown-gate. */
  gate(letter: string): ParameterRef {
    const block = this.parameter.blocks.find(({ gate }) => gate === letter);
    if (block === undefined || block.gate === null) throw unknownName("unknown-gate", `parameter ${this.name}`, letter, this.gates);
    return new ParameterRef(this.session, this.parameter, this.index, block.box);
  }

  /** One reference a gate, in PyTorch's order. Throws: unknown-gate where the parameter has none. */
  eachGate(): ParameterRef[] {
    if (this.gates.length === 0) throw unknownName("unknown-gate", `parameter ${this.name}`, "each_gate", []);
    return this.gates.map((letter) => this.gate(letter));
  }

  /** The rows [from, to), cut at the end as Python slices are. Throws: out-of-range for anything but 0 ≤ from ≤ to. */
  rows(from: number, to: number): ParameterRef {
    const count = this.parameter.shape[0];
    const legal = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to && this.parameter.shape.length > 0;
    if (!legal) {
      throw new GatewiseError("out-of-range", {
        where: `rows of ${this.name}`,
        received: show([from, to]),
        expected: `[from, to) with 0 ≤ from ≤ to, of ${count} rows`,
        fix: "give the half-open slice",
      });
    }
    const slice = sliceBox(this.parameter.shape, 0, Math.min(from, count), Math.min(to, count));
    return new ParameterRef(this.session, this.parameter, this.index, slice);
  }
}
