import { GatewiseError, nearest, show } from "../../base/index.ts";
import { KerasSession, kerasFrameworks } from "../../dialects/keras/index.ts";
import { TensorFlowGraph } from "../../dialects/tf1/index.ts";
import { TorchSession } from "../../dialects/torch/index.ts";
import type { Plan } from "../../plan/index.ts";
import { likeKeras } from "./like-keras.ts";
import { likeTf1 } from "./like-tf1.ts";
import { likeTorch } from "./like-torch.ts";
import { ownGatewise } from "./own-gatewise.ts";
import { ownKeras } from "./own-keras.ts";
import { ownTf1 } from "./own-tf1.ts";
import { ownTorch } from "./own-torch.ts";

/**
 * The few lines of a framework that give a start: the same bits in the document's own dialect, else the same distribution.
 *
 * Throws: cannot-express for what the other framework cannot say in lines; unknown-dialect.
 */
export function codeFor(document: Readonly<Record<string, unknown>>, plan: Plan, dialect?: string, dtype?: string): string {
  const lines = dialect === undefined || sameFramework(dialect, plan.dialect) ? own(document, plan, dtype) : like(plan, dialect);
  return `${lines.join("\n")}\n`;
}

function sameFramework(a: string, b: string): boolean {
  return a === b || b.startsWith(`${a}/`) || b.startsWith(`${a}@`) || (a.includes("/") && b.startsWith(a));
}

function own(document: Readonly<Record<string, unknown>>, plan: Plan, dtype: string | undefined): string[] {
  const framework = plan.dialect.split("@")[0];
  if (framework === "torch") return ownTorch(document as never, plan, dtype);
  if (framework === "tf1") return ownTf1(document as never);
  if (framework === "gatewise") return ownGatewise(document as never, plan.dialect);
  return ownKeras(document as never, plan.dialect, dtype);
}

function like(plan: Plan, dialect: string): string[] {
  const [front, backend] = dialect.split("/");
  const [framework, version] = front.split("@");
  // A version that is named must be one that is known; without one, the lines suit every version.
  if (framework === "torch") {
    if (version !== undefined) new TorchSession({ version });
    return likeTorch(plan);
  }
  if (framework === "tf1") {
    if (version !== undefined) new TensorFlowGraph({ version });
    return likeTf1(plan, dialect);
  }
  if (kerasFrameworks.includes(framework)) {
    if (version !== undefined) new KerasSession({ framework, version, ...(backend === undefined ? {} : { backend }) });
    return likeKeras(plan, dialect);
  }
  throw new GatewiseError("unknown-dialect", {
    where: "--code",
    received: show(dialect),
    expected: "torch@…, keras@…/…, tf_keras@…, tf.keras@…, tf1@…",
    fix:
      framework === "gatewise"
        ? "gatewise@1's own code is TypeScript: write a gatewise@1 document"
        : `did you mean ${nearest(framework, ["torch", "tf1", ...kerasFrameworks])}?`,
  });
}
