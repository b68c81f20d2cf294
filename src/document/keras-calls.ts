import { malformed } from "./keras-entries.ts";

/** Reference to a tensor: which layer, which of its calls, which of that call's outputs. */
export interface TensorRef {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
}

/** What a layer is called with. */
export interface LayerCall {
  /** The inputs; of a recurrent layer in Keras 2 its first states too. */
  readonly inputs: readonly TensorRef[];
  readonly states: readonly TensorRef[];
  readonly mask: TensorRef | null;
  /** The number that stands beside the tensors, if any. */
  readonly value: number | null;
}

/** The calls of a layer: Keras 2 lists `[[["x", 0, 0, {}]]]`, Keras 3 `{args, kwargs}` with tensors inside. */
export function callsOf(value: unknown, where: string): LayerCall[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw malformed(`${where}, inbound_nodes`, "a list", value);
  return value.map((node) => {
    if (Array.isArray(node)) {
      const inputs = node.filter((entry) => Array.isArray(entry)).map((entry) => refOf(entry, where));
      return { inputs, states: [], mask: null, value: null };
    }
    const { args, kwargs } = (node ?? {}) as { args?: unknown; kwargs?: { initial_state?: unknown; mask?: unknown } };
    const [first, second] = Array.isArray(args) ? args : [args];
    const [mask = null] = tensorsIn(kwargs?.mask, where);
    return {
      inputs: tensorsIn(first, where),
      states: [...tensorsIn(second, where), ...tensorsIn(kwargs?.initial_state, where)],
      mask,
      value: typeof second === "number" ? second : null,
    };
  });
}

function tensorsIn(value: unknown, where: string): TensorRef[] {
  const found: TensorRef[] = [];
  collect(value, found, where, 0);
  return found;
}

function collect(value: unknown, found: TensorRef[], where: string, depth: number): void {
  if (depth > 20) throw malformed(`${where}, inbound_nodes`, "tensors that are not nested so deep", value);
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found, where, depth + 1);
  } else if (value !== null && typeof value === "object") {
    const { class_name: className, config } = value as { class_name?: unknown; config?: { keras_history?: unknown } };
    if (className === "__keras_tensor__") found.push(refOf(config?.keras_history, where));
  }
}

/** Reads `[layer, call, output]`. Throws: bad-document. */
export function refOf(value: unknown, where: string): TensorRef {
  if (!Array.isArray(value) || typeof value[0] !== "string")
    throw malformed(`${where}, inbound_nodes`, "references [layer, call, output]", value);
  const [layer, node = 0, tensor = 0] = value;
  if (!Number.isSafeInteger(node) || !Number.isSafeInteger(tensor))
    throw malformed(`${where}, inbound_nodes`, "references [layer, call, output]", value);
  return { layer, node, tensor };
}
