import { GatewiseError } from "../base/index.ts";
import { TorchSession } from "../dialects/torch/index.ts";
import { type Chain, sequential } from "../layers/index.ts";

/** Makes the model of a text model's document run. */
export function runnableText(document: Readonly<Record<string, unknown>>): Chain {
  const { dialect, seed, modules } = document as {
    dialect: string;
    seed: { manual_seed: string };
    modules?: readonly { name: string; class: string; args: Readonly<Record<string, unknown>> }[];
  };
  if (modules === undefined) {
    throw new GatewiseError("not-supported", {
      where: "--like",
      received: dialect,
      expected: "torch@2.13",
      fix: "choose it: models of this dialect do not run yet",
    });
  }
  const session = new TorchSession({ version: dialect.split("@")[1], seed: seed.manual_seed });
  return sequential(modules.map(({ name, class: className, args }) => session.construct(className, args, name)));
}
