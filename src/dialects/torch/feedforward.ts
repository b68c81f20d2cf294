import { type ArgumentTable, type FloatDType, GatewiseError, show, sizeOf, unknownName } from "../../base/index.ts";
import { ones, zeros } from "../../init/index.ts";
import { wholeBlock } from "../../layout/index.ts";
import { byDefault, type Computed, type Declared, type ModuleClass, type Ordinals, type Start } from "./module-class.ts";

const dtype = { type: "string", default: "float32", oneOf: ["float32", "float64"] } as const;
const initAfter = "call nn.init on it after construction (the draws here stay consumed)";

/** √5 as a = math.sqrt(5) of kaiming_uniform_, and the gain that follows. Source: PyTorch torch/nn/modules/linear.py. */
const slope = Math.sqrt(5);
const rootFiveGain = Math.sqrt(2.0 / (1 + slope * slope));

/** Linear, Embedding, Conv1d, Conv2d, LayerNorm and BatchNorm1d. */
export const feedforwardClasses: { readonly [name: string]: ModuleClass } = {
  Linear: {
    arguments: {
      in_features: { type: "integer", min: 0 },
      out_features: { type: "integer", min: 0 },
      bias: { type: "boolean", default: true },
      dtype,
    },
    declare(args, _where, _conventions, ordinals) {
      const { in_features: input, out_features: output, bias } = args as { in_features: number; out_features: number; bias: boolean };
      const owner = `dense#${ordinals.next("dense")}`;
      const fans = `a Linear weight is [out, in]: fan_in = in_features = ${input}, fan_out = out_features = ${output}`;
      return affine("Linear", owner, [output, input], bias, input, output, fans, args.dtype as FloatDType);
    },
    runs: () => ({ kind: "dense" }),
  },
  Conv1d: convolution("Conv1d", 1),
  Conv2d: convolution("Conv2d", 2),
  Embedding: {
    arguments: {
      num_embeddings: { type: "integer", min: 0 },
      embedding_dim: { type: "integer", min: 0 },
      padding_idx: { type: "integer", default: null, nullable: true },
      max_norm: { type: "number", default: null, nullable: true },
      norm_type: { type: "number", default: 2 },
      scale_grad_by_freq: { type: "boolean", default: false },
      sparse: { type: "boolean", default: false },
      dtype,
    },
    declare(args, where, _conventions, ordinals) {
      const { num_embeddings: count, embedding_dim: width } = args as { num_embeddings: number; embedding_dim: number };
      const padding = paddingRow(args.padding_idx as number | null, count, where);
      const shape = [count, width];
      const start: Start[] = [
        {
          call: { rule: "normal", mean: 0, stddev: 1 },
          title: "Embedding.reset_parameters",
          fans: "",
          origin: byDefault("Embedding", "reset_parameters", "normal_(0, 1)", initAfter),
        },
      ];
      if (padding !== null) {
        start.push({
          call: zeros,
          rows: [padding, padding + 1],
          title: "padding_idx",
          fans: "",
          origin: { choice: "padding_idx", value: `${padding}: that row is zeroed after its draws`, from: "argument", change: "" },
        });
      }
      return [
        {
          name: "weight",
          shape,
          dtype: args.dtype as FloatDType,
          blocks: wholeBlock(`embedding#${ordinals.next("embedding")}`, "W", shape),
          start,
        },
      ];
    },
    runs: (args) =>
      ({
        kind: "embedding",
        paddingIndex: args.padding_idx,
        maxNorm: args.max_norm,
        normOrder: args.norm_type,
        gradientByFrequency: args.scale_grad_by_freq,
      }) as Computed,
  },
  LayerNorm: {
    arguments: {
      normalized_shape: { type: "any" },
      eps: { type: "number", default: 1e-5 },
      elementwise_affine: { type: "boolean", default: true },
      bias: { type: "boolean", default: true },
      dtype,
    },
    declare(args, where, _conventions, ordinals) {
      const shape = sizes(args.normalized_shape, where, "normalized_shape", null);
      const owner = `layer_norm#${ordinals.next("layer_norm")}`;
      return args.elementwise_affine === true ? scaleAndShift("LayerNorm", owner, shape, args) : [];
    },
    runs: (args) => ({ kind: "layerNorm", axes: [args.normalized_shape].flat().length, epsilon: args.eps as number }),
  },
  BatchNorm1d: {
    arguments: {
      num_features: { type: "integer", min: 0 },
      eps: { type: "number", default: 1e-5 },
      momentum: { type: "number", default: 0.1, nullable: true },
      affine: { type: "boolean", default: true },
      track_running_stats: { type: "boolean", default: true },
      dtype,
    },
    declare(args, _where, _conventions, ordinals) {
      const owner = `batch_norm#${ordinals.next("batch_norm")}`;
      const shape = [args.num_features as number];
      const declared = args.affine === true ? scaleAndShift("BatchNorm1d", owner, shape, { ...args, bias: true }) : [];
      if (args.track_running_stats !== true) return declared;
      const buffer = (name: string, call: Start["call"], shape: number[], type: Declared["dtype"]): Declared => ({
        name,
        shape,
        dtype: type,
        buffer: true,
        blocks: wholeBlock(`${owner}.${name}`, "other", shape),
        start: [{ call, title: "BatchNorm1d.reset_running_stats", fans: "", origin: byDefault("BatchNorm1d", name, "a buffer", "") }],
      });
      const type = args.dtype as FloatDType;
      return [
        ...declared,
        buffer("running_mean", zeros, shape, type),
        buffer("running_var", ones, shape, type),
        buffer("num_batches_tracked", zeros, [], "int64"),
      ];
    },
    runs: (args) => ({
      kind: "batchNorm",
      axis: 1,
      epsilon: args.eps as number,
      momentum: args.momentum as number | null,
      unbiased: true,
    }),
  },
};

function affine(
  className: string,
  owner: string,
  shape: number[],
  bias: boolean,
  fanIn: number,
  fanOut: number,
  fans: string,
  type: FloatDType,
): Declared[] {
  const empty = sizeOf(shape) === 0;
  const weight: Declared = {
    name: "weight",
    shape,
    dtype: type,
    blocks: wholeBlock(owner, "W", shape),
    // kaiming_uniform_ returns at once on a tensor without elements.
    start: empty
      ? []
      : [
          {
            call: { rule: "kaiming", distribution: "uniform", gain: rootFiveGain, mode: "fan_in", fans: { in: fanIn, out: fanOut } },
            title: `${className}.reset_parameters: kaiming_uniform_(a=√5)`,
            fans,
            origin: byDefault(className, "weight", `kaiming_uniform_(a=√5), which is U(±1/√fan_in)`, initAfter),
          },
        ],
  };
  if (!bias) return [weight];
  return [
    weight,
    {
      name: "bias",
      shape: [shape[0]],
      dtype: type,
      blocks: wholeBlock(owner, "b", [shape[0]]),
      start:
        className !== "Linear" && fanIn === 0
          ? []
          : [
              {
                call: { rule: "uniform_reciprocal_root", n: fanIn },
                title: `${className}.reset_parameters`,
                fans: `n is the weight's fan_in = ${fanIn}`,
                origin: byDefault(className, "bias", "U(±1/√fan_in)", initAfter),
              },
            ],
    },
  ];
}

function convolution(className: string, rank: 1 | 2): ModuleClass {
  const table: ArgumentTable = {
    in_channels: { type: "integer", above: 0 },
    out_channels: { type: "integer", above: 0 },
    kernel_size: { type: "any" },
    stride: { type: "any", default: 1 },
    padding: { type: "any", default: 0 },
    dilation: { type: "any", default: 1 },
    groups: { type: "integer", default: 1, above: 0 },
    bias: { type: "boolean", default: true },
    padding_mode: { type: "string", default: "zeros", oneOf: ["zeros", "reflect", "replicate", "circular"] },
    dtype,
  };
  return {
    arguments: table,
    declare(args, where, _conventions, ordinals: Ordinals) {
      const {
        in_channels: input,
        out_channels: output,
        groups,
        bias,
      } = args as {
        in_channels: number;
        out_channels: number;
        groups: number;
        bias: boolean;
      };
      for (const [name, channels] of [
        ["in_channels", input],
        ["out_channels", output],
      ] as const) {
        if (channels % groups === 0) continue;
        throw new GatewiseError("bad-shape", {
          where: `${where}, argument ${name}`,
          received: show(channels),
          expected: `a multiple of groups = ${groups}`,
          fix: `change ${name} or groups`,
        });
      }
      const kernel = sizes(args.kernel_size, where, "kernel_size", rank);
      checkPadding(args.padding, args.stride, where);
      const receptive = sizeOf(kernel);
      const fanIn = (input / groups) * receptive;
      const fanOut = output * receptive;
      const fans = `fan_in = in_channels/groups · kernel = ${input / groups}·${receptive}, fan_out = out_channels · kernel = ${output}·${receptive}`;
      const owner = `${className.toLowerCase()}#${ordinals.next(className.toLowerCase())}`;
      return affine(className, owner, [output, input / groups, ...kernel], bias, fanIn, fanOut, fans, args.dtype as FloatDType);
    },
    runs: ({ stride, padding, dilation, groups, padding_mode }) =>
      ({ kind: "convolution", stride, padding, dilation, groups, border: padding_mode }) as Computed,
  };
}

function scaleAndShift(className: string, owner: string, shape: number[], args: Readonly<Record<string, unknown>>): Declared[] {
  const one = (name: "weight" | "bias"): Declared => ({
    name,
    shape,
    dtype: args.dtype as FloatDType,
    blocks: wholeBlock(owner, name === "weight" ? "scale" : "shift", shape),
    start: [
      {
        call: name === "weight" ? ones : zeros,
        title: `${className}.reset_parameters`,
        fans: "",
        origin: byDefault(className, name, name === "weight" ? "ones" : "zeros", ""),
      },
    ],
  });
  return args.bias === true ? [one("weight"), one("bias")] : [one("weight")];
}

/** A whole number for every dimension, or a list of them; with `rank`, one number serves all. */
function sizes(value: unknown, where: string, argument: string, rank: number | null): number[] {
  const list = Array.isArray(value) ? value : new Array(rank ?? 1).fill(value);
  const legal = list.length > 0 && list.every((n) => Number.isSafeInteger(n) && n > 0) && (rank === null || list.length === rank);
  if (!legal) {
    const expected = `a positive whole number${rank === 1 ? "" : rank === null ? " or a list of them" : ` or a list of ${rank}`}`;
    throw new GatewiseError("bad-shape", {
      where: `${where}, argument ${argument}`,
      received: show(value),
      expected,
      fix: `give ${expected}`,
    });
  }
  return list;
}

function checkPadding(padding: unknown, stride: unknown, where: string): void {
  if (typeof padding !== "string") return;
  if (padding !== "same" && padding !== "valid")
    throw unknownName("out-of-range", `${where}, argument padding`, padding, ["same", "valid"]);
  const strides: unknown[] = Array.isArray(stride) ? stride : [stride];
  if (padding === "valid" || strides.every((step) => step === 1)) return;
  throw new GatewiseError("contradiction", {
    where: `${where}, argument padding`,
    received: `"same" with stride ${show(stride)}`,
    expected: 'a stride of 1 beside padding "same"',
    fix: "give the padding as a number, or leave stride out",
  });
}

function paddingRow(index: number | null, count: number, where: string): number | null {
  if (index === null) return null;
  if (index >= count || index < -count) {
    throw new GatewiseError("out-of-range", {
      where: `${where}, argument padding_idx`,
      received: show(index),
      expected: `${-count} to ${count - 1}, or null`,
      fix: "name a row of the embedding",
    });
  }
  return index < 0 ? index + count : index;
}
