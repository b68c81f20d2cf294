import { checkText, GatewiseError, nearest, show } from "../../base/index.ts";
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
  const lines = dialect === undefined || names(plan.dialect, dialect) ? own(document, plan, dtype) : like(plan, dialect);
  return `${lines.join("\n")}\n`;
}

interface Asked {
  readonly framework: string;
  readonly version?: string;
  /** `jax`, `jax@0.10`. */
  readonly backend?: string;
}

/** Reads `torch`, `tf1@1.8`, `keras@3.15/jax@0.10`. Throws: unknown-dialect. */
function read(dialect: string): Asked {
  checkText("--code", dialect);
  const match = /^([^@/]+)(?:@([^@/]+)(?:\/([^@/]+(?:@[^@/]+)?))?)?$/.exec(dialect);
  const [, framework, version, backend] = match ?? [];
  if (match === null || (backend !== undefined && !kerasFrameworks.includes(framework))) throw unknownDialect(dialect, dialect);
  return { framework, version, backend };
}

/** Whether a dialect as it was asked for, with or without version and backend, names a Plan's. Throws: unknown-dialect, unknown-version. */
function names(own: string, asked: string): boolean {
  const { framework, version, backend } = read(asked);
  if (framework !== own.split("@")[0]) return false;
  if (version === undefined || asked === own) return true;
  if (framework === "gatewise") return false;
  // Every Keras runs on TensorFlow: without a backend, the version alone is compared.
  const resolved = resolve(framework, version, backend ?? "tensorflow");
  return backend === undefined ? resolved.split("/")[0] === own.split("/")[0] : resolved === own;
}

/** The dialect with its versions as Plans hold them. Throws: unknown-dialect, unknown-version, missing-option. */
function resolve(framework: string, version: string, backend: string | undefined): string {
  if (framework === "torch") return new TorchSession({ version }).dialect;
  if (framework === "tf1") return new TensorFlowGraph({ version }).dialect;
  return new KerasSession({ framework, version, ...(backend === undefined ? {} : { backend }) }).dialect;
}

function own(document: Readonly<Record<string, unknown>>, plan: Plan, dtype: string | undefined): string[] {
  const framework = plan.dialect.split("@")[0];
  if (framework === "torch") return ownTorch(document as never, plan, dtype);
  if (framework === "tf1") return ownTf1(document as never);
  if (framework === "gatewise") return ownGatewise(document as never, plan.dialect);
  return ownKeras(document as never, plan.dialect, dtype);
}

function like(plan: Plan, dialect: string): string[] {
  const { framework, version, backend } = read(dialect);
  if (framework !== "torch" && framework !== "tf1" && !kerasFrameworks.includes(framework)) throw unknownDialect(framework, dialect);
  // A version that is named must be one that is known; without one, the lines suit every version.
  if (version !== undefined) resolve(framework, version, backend);
  if (framework === "torch") return likeTorch(plan);
  return framework === "tf1" ? likeTf1(plan, dialect) : likeKeras(plan, dialect);
}

function unknownDialect(framework: string, dialect: string): GatewiseError {
  return new GatewiseError("unknown-dialect", {
    where: "--code",
    received: show(dialect),
    expected: "torch@…, keras@…/…, tf_keras@…, tf.keras@…, tf1@…",
    fix:
      framework === "gatewise"
        ? "gatewise@1's own code is TypeScript: write a gatewise@1 document"
        : `did you mean ${nearest(framework, ["torch", "tf1", ...kerasFrameworks])}?`,
  });
}
