import { unknownName } from "../base/index.ts";
import { type Activation, type Cell, elman, gru, lstm } from "../cells/index.ts";
import type { Role } from "../layout/index.ts";
import type { ActivationDefinition } from "./activation.ts";
import { activationOf } from "./activation.ts";
import type { CellDefinition } from "./recurrent-definition.ts";

/** Gives the equation of a cell that a definition names. Throws: unknown-class, where it is none of those and was not handed in. */
export function cellEquation(
  definition: CellDefinition,
  roles: { has(role: Role): boolean },
  own: Readonly<Record<string, Cell>>,
  layer: string,
): Cell {
  const { kind, reset = "after", cellClip, projectionClip, forgetBias = 0 } = definition;
  const activation = activationIn(definition.activation ?? "tanh", layer);
  const gate = activationIn(definition.gateActivation ?? "sigmoid", layer);
  const biases = roles.has("bh") ? 2 : roles.has("bx") || roles.has("b") ? 1 : 0;
  if (kind === "rnn") return elman({ activation, biases });
  if (kind === "gru") return gru({ activation, gate, biases, reset });
  if (kind === "lstm") {
    const clips = { ...(cellClip === undefined ? {} : { cellClip }), ...(projectionClip === undefined ? {} : { projectionClip }) };
    return lstm({ activation, gate, biases, peepholes: roles.has("peephole"), projection: roles.has("P"), forgetBias, ...clips });
  }
  if (Object.hasOwn(own, kind)) return own[kind];
  throw unknownName("unknown-class", `layer ${layer}, cell`, kind, ["lstm", "gru", "rnn", ...Object.keys(own)]);
}

function activationIn(definition: ActivationDefinition, layer: string): Activation {
  const of = activationOf(definition, `layer ${layer}`);
  if (typeof definition === "string") return { name: definition, of };
  const { name, ...constants } = definition;
  return { name: `${name}[${Object.values(constants).join(", ")}]`, of };
}
