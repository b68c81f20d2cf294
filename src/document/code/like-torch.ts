import type { Role } from "../../layout/index.ts";
import type { Plan } from "../../plan/index.ts";
import { cannot, coversPart, type Drawn, type LikeDirection, type LikeLayer, likeLayers, sameDrawn } from "./like.ts";

const classes: Readonly<Record<string, string>> = { lstm: "LSTM", gru: "GRU", rnn: "RNN" };
const gateOrders: Readonly<Record<string, readonly (string | null)[]>> = { lstm: ["i", "f", "g", "o"], gru: ["r", "z", "n"], rnn: [null] };

/** The lines of PyTorch that give the same distribution as a Plan of another framework. Throws: cannot-express. */
export function likeTorch(plan: Plan): string[] {
  const lines = ["import torch", "from torch import nn", ""];
  for (const layer of likeLayers(plan)) {
    const name = layer.ordinal === 0 ? layer.kind : `${layer.kind}_${layer.ordinal}`;
    const { input, output } = layer.sizes;
    if (layer.kind in classes) {
      if (layer.directions[0].drawn.has("peephole i")) throw cannot(`${layer.kind}#${layer.ordinal}`, "peepholes", "an LSTM without them");
      if (layer.kind === "gru" && layer.reset === "before")
        throw cannot(`gru#${layer.ordinal}`, "a GRU that resets before its recurrent matrix", "one that resets after it, as nn.GRU does");
      const projection = layer.sizes.recurrent !== output ? `, proj_size=${layer.sizes.recurrent}` : "";
      lines.push(
        `${name} = nn.${classes[layer.kind]}(${input}, ${output}${layer.hasBias ? "" : ", bias=False"}${layer.directions.length > 1 ? ", bidirectional=True" : ""}${projection})`,
      );
      for (const direction of layer.directions) lines.push(...recurrent(plan, layer, direction, name, output));
    } else if (layer.kind === "dense") {
      const { drawn } = layer.directions[0];
      lines.push(
        `${name} = nn.Linear(${input}, ${output}${layer.hasBias ? "" : ", bias=False"})`,
        fill(`${name}.weight`, drawn.get("W ") as Drawn),
      );
      if (layer.hasBias) lines.push(fill(`${name}.bias`, drawn.get("bias ") as Drawn));
    } else if (layer.kind === "embedding") {
      lines.push(`${name} = nn.Embedding(${output}, ${input})`, fill(`${name}.weight`, layer.directions[0].drawn.get("W ") as Drawn));
    } else {
      throw cannot(`${layer.kind}#${layer.ordinal}`, layer.kind, "recurrent, dense and embedding layers");
    }
    lines.push("");
  }
  return lines.slice(0, -1);
}

function recurrent(plan: Plan, layer: LikeLayer, { name: way, drawn }: LikeDirection, module: string, hidden: number): string[] {
  const end = `_l0${way === "backward" ? "_reverse" : ""}`;
  const gates = gateOrders[layer.kind];
  const lines: string[] = [];
  const part = (tensor: string, role: Role | "bias") => {
    const each = gates.map((gate) => drawn.get(`${role} ${gate ?? ""}`) as Drawn);
    const [first] = each;
    const whole = each.every((one) => sameDrawn(one, first));
    if (first.kind === "orthogonal" && whole && gates.length > 1 && coversPart(plan, first.step, role as Role) !== "all gates")
      throw cannot(tensor, "an orthogonal matrix over the input and the recurrent rows together");
    if (first.kind === "orthogonal" && gates.length === 1 && coversPart(plan, first.step, role as Role) === "more")
      throw cannot(tensor, "an orthogonal matrix over the input and the recurrent rows together");
    if (whole) lines.push(fill(`${module}.${tensor}`, first));
    else each.forEach((one, k) => lines.push(fill(`${module}.${tensor}.data[${k * hidden}:${(k + 1) * hidden}]`, one)));
  };
  part(`weight_ih${end}`, "Wx");
  part(`weight_hh${end}`, "Wh");
  if (drawn.has("P ")) lines.push(fill(`${module}.weight_hr${end}`, drawn.get("P ") as Drawn));
  if (!layer.hasBias) return lines;
  part(`bias_ih${end}`, "bias");
  if (layer.reset === "after" && drawn.has(`bh ${gates[0]}`)) part(`bias_hh${end}`, "bh");
  else lines.push(`nn.init.zeros_(${module}.bias_hh${end})`);
  return lines;
}

function fill(tensor: string, drawn: Drawn): string {
  switch (drawn.kind) {
    case "constant":
      return drawn.value === 0 ? `nn.init.zeros_(${tensor})` : `nn.init.constant_(${tensor}, ${drawn.value})`;
    case "uniform":
      return `nn.init.uniform_(${tensor}, ${drawn.low}, ${drawn.high})`;
    case "normal":
      return `nn.init.normal_(${tensor}, ${drawn.mean}, ${drawn.stddev})`;
    case "truncated":
      return `nn.init.trunc_normal_(${tensor}, ${drawn.mean}, ${drawn.stddev}, ${drawn.low}, ${drawn.high})`;
    case "orthogonal":
      return `nn.init.orthogonal_(${tensor}, gain=${drawn.gain})`;
    case "identity":
      return drawn.gain === 1 ? `nn.init.eye_(${tensor})` : `nn.init.eye_(${tensor}).data.mul_(${drawn.gain})`;
  }
}
