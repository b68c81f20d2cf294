/** Every function of the doors that initial weights come through, with good arguments. */
import * as audit from "../../src/audit.ts";
import * as convert from "../../src/convert.ts";
import * as documents from "../../src/document.ts";
import { gatewise } from "../../src/gatewise.ts";
import * as root from "../../src/index.ts";
import { keras } from "../../src/keras.ts";
import { tf1 } from "../../src/tf1.ts";
import { torch } from "../../src/torch.ts";

/** A function, and arguments that are good: made anew for each call, since objects remember. */
export type Case = () => { readonly call: (...args: never[]) => unknown; readonly args: readonly unknown[] };

/** The cases of an object's methods, by the arguments of each. */
function methods(make: () => object, args: Readonly<Record<string, () => readonly unknown[]>>): Record<string, Case> {
  return Object.fromEntries(
    Object.entries(args).map(([name, good]) => [
      name,
      () => {
        const object = make() as Record<string, (...given: never[]) => unknown>;
        return { call: (...given: never[]) => object[name](...given), args: good() };
      },
    ]),
  );
}

function bare(functions: Readonly<Record<string, readonly [(...args: never[]) => unknown, ...(() => unknown)[]]>>): Record<string, Case> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, [call, ...good]]) => [name, () => ({ call, args: good.map((one) => one()) })]),
  );
}

const pytorch = () => {
  const session = torch.session({ version: "2.13", seed: 1 });
  session.LSTM({ inputSize: 2, hiddenSize: 3 }, "a");
  return session;
};
const array = () => root.namedArray("w", "float32", [2, 3], new Float32Array(6));
const arrays = () => new Map([...pytorch().stateDict()]);
const plan = () => pytorch().plan();
const graph = () => {
  const made = tf1.graph({ version: "1.8", seed: 1 });
  made.placeholder("in", [4, 6]);
  made.getVariable("w", { shape: [2, 3] });
  return made;
};
const network = () => {
  const session = keras.session({ version: "3.15", backend: "numpy", seed: 1 });
  session.Dense({ units: 3, useBias: false, name: "d" }).build([null, 2]);
  return session;
};
const own = () => {
  const session = gatewise.session({ seed: 1 });
  session.module("Linear", { in_features: 3, out_features: 2, bias: false }, "d");
  return session;
};

const torchLayer = { inputSize: 2, hiddenSize: 3 };
const recurrentTorch = () => [{ ...torchLayer }, "b"];
/** A session and its parameter have to belong together. */
const nnInit = (name: string, more: () => readonly unknown[]): Case => {
  return () => {
    const session = pytorch();
    const object = session.init as unknown as Record<string, (...given: never[]) => unknown>;
    return { call: (...given: never[]) => object[name](...given), args: [session.parameter("a.weight_hh_l0"), ...more()] };
  };
};

export const startCalls: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  gatewise: bare({
    bytesOfArray: [root.bytesOfArray, array],
    matchesPattern: [root.matchesPattern, () => "a*", () => "ab"],
    namedArray: [root.namedArray, () => "w", () => "float32", () => [2], () => new Float32Array(2)],
    toFloat32: [root.toFloat32, array],
    toFloat64: [root.toFloat64, array],
    formatOf: [root.formatOf, () => "w.npz"],
    readWeights: [
      root.readWeights,
      () => "w.safetensors",
      () => root.writeWeights("w.safetensors", [array()]),
      () => ({ maxRank: 3, maxTensors: 10 }),
    ],
    "readWeights, npz": [root.readWeights, () => "w.npz", () => root.writeWeights("w.npz", [array()])],
    "readWeights, npy": [root.readWeights, () => "w.npy", () => root.writeWeights("w.npy", [array()])],
    writeWeights: [root.writeWeights, () => "w.safetensors", () => [array()], () => new Map([["a", "b"]])],
    "writeWeights, npz": [root.writeWeights, () => "w.npz", () => [array()], () => new Map([["a", "b"]])],
    "writeWeights, one array": [(one: never) => root.writeWeights("w.safetensors", [one]), array],
    canonicalJson: [root.canonicalJson, () => ({ a: [1] })],
    diffPlans: [root.diffPlans, plan, plan],
    printDiff: [root.printDiff, plan, plan, () => 80],
    digestOf: [root.digestOf, plan],
    effectiveStarts: [root.effectiveStarts, plan],
    printExplanation: [root.printExplanation, () => pytorch().explanation(), () => 80],
    runPlan: [root.runPlan, plan, () => ({ streams: root.algorithms, given: new Map() })],
    sha256Hex: [root.sha256Hex, () => new Uint8Array(3)],
    unfixedStreams: [root.unfixedStreams, plan],
  }),
  "gatewise/torch": {
    ...bare({ session: [torch.session, () => ({ version: "2.13", seed: 1 })] }),
    ...methods(pytorch, {
      RNN: recurrentTorch,
      LSTM: recurrentTorch,
      GRU: recurrentTorch,
      RNNCell: recurrentTorch,
      LSTMCell: recurrentTorch,
      GRUCell: recurrentTorch,
      Linear: () => [{ inFeatures: 2, outFeatures: 3 }, "b"],
      Embedding: () => [{ numEmbeddings: 2, embeddingDim: 3 }, "b"],
      Conv1d: () => [{ inChannels: 2, outChannels: 3, kernelSize: 1 }, "b"],
      Conv2d: () => [{ inChannels: 2, outChannels: 3, kernelSize: [1, 2] }, "b"],
      LayerNorm: () => [{ normalizedShape: [2] }, "b"],
      BatchNorm1d: () => [{ numFeatures: 2 }, "b"],
      construct: () => ["Linear", { in_features: 2, out_features: 3 }, "b"],
      parameter: () => ["a.weight_hh_l0"],
      matching: () => ["a.*"],
      load: () => ["a.bias_hh_l0", root.namedArray("x", "float32", [12], new Float32Array(12)), "file"],
    }),
    ...methods(() => pytorch().LSTM(torchLayer, "b"), { parameter: () => ["bias_hh_l0"] }),
    ...methods(() => pytorch().parameter("a.bias_hh_l0"), { gate: () => ["f"], rows: () => [1, 2] }),
    uniform: nnInit("uniform", () => [{ a: 0, b: 1 }]),
    normal: nnInit("normal", () => [{ mean: 0, std: 1 }]),
    truncNormal: nnInit("truncNormal", () => [{ mean: 0, std: 1, a: -1, b: 1 }]),
    constant: nnInit("constant", () => [1]),
    ones: nnInit("ones", () => []),
    zeros: nnInit("zeros", () => []),
    eye: nnInit("eye", () => []),
    xavierUniform: nnInit("xavierUniform", () => [{ gain: 1 }]),
    xavierNormal: nnInit("xavierNormal", () => [{ gain: 1 }]),
    kaimingUniform: nnInit("kaimingUniform", () => [{ a: 1, mode: "fan_in", nonlinearity: "relu" }]),
    kaimingNormal: nnInit("kaimingNormal", () => [{ a: 1, mode: "fan_in", nonlinearity: "relu" }]),
    orthogonal: nnInit("orthogonal", () => [{ gain: 1 }]),
    callInit: () => {
      const session = pytorch();
      return {
        call: (...args: never[]) => (session.callInit as (...given: never[]) => unknown).apply(session, args),
        args: ["ones_", [session.parameter("a.bias_hh_l0")], {}, "here"],
      };
    },
  },
  "gatewise/keras": {
    ...bare({
      session: [
        keras.session,
        () => ({ version: "3.15", backend: "jax", framework: "keras", seed: { setRandomSeed: 1 }, floatx: "float32" }),
      ],
      "session, seed": [keras.session, () => ({ version: "2.1.6", seed: 1 })],
    }),
    ...methods(network, {
      SimpleRNN: () => [{ units: 2, name: "b" }],
      LSTM: () => [{ units: 2, recurrentActivation: "sigmoid", kernelInitializer: "zeros" }],
      GRU: () => [{ units: 2, resetAfter: true, dropout: 0.5 }],
      RNN: () => [{ cell: { class_name: "LSTMCell", config: { units: 2 } } }],
      Bidirectional: () => [{ layer: { class_name: "LSTM", config: { units: 2 } }, mergeMode: "sum" }],
      Dense: () => [{ units: 2, biasInitializer: { class_name: "Zeros", config: {} } }],
      Embedding: () => [{ inputDim: 2, outputDim: 3 }],
      layer: () => ["Dense", { units: 2 }],
      construct: () => ["Dense", { units: 2 }, "here"],
      inModel: () => ["m"],
      modelName: () => ["Sequential"],
      load: () => ["d/kernel", array(), "file"],
    }),
    ...methods(() => network().LSTM({ units: 2 }), { build: () => [[null, 3, 2]] }),
    ...methods(() => network().LSTM({ units: 2 }).build([null, 3, 2]), { weights: () => [], explain: () => [] }),
    "session.build": () => {
      const session = network();
      const layer = session.construct("Dense", { units: 2 }, "here");
      return {
        call: (...args: never[]) => (session.build as (...given: never[]) => unknown).apply(session, args),
        args: [layer, [null, 2]],
      };
    },
    "session.call": () => {
      const session = network();
      const layer = session.construct("Dense", { units: 2 }, "here");
      session.build(layer, [null, 2]);
      return {
        call: (...args: never[]) => (session.call as (...given: never[]) => unknown).apply(session, args),
        args: [layer, [null, 2]],
      };
    },
  },
  "gatewise/tf1": {
    ...bare({
      graph: [tf1.graph, () => ({ version: "1.8", seed: 1 })],
      zerosInitializer: [tf1.zerosInitializer, () => ({})],
      onesInitializer: [tf1.onesInitializer, () => ({})],
      randomUniformInitializer: [tf1.randomUniformInitializer, () => ({ minval: 0, maxval: 1, seed: 1 })],
      randomNormalInitializer: [tf1.randomNormalInitializer, () => ({ mean: 0, stddev: 1, seed: 1 })],
      truncatedNormalInitializer: [tf1.truncatedNormalInitializer, () => ({ mean: 0, stddev: 1, seed: 1 })],
      uniformUnitScalingInitializer: [tf1.uniformUnitScalingInitializer, () => ({ factor: 1, seed: 1 })],
      varianceScalingInitializer: [tf1.varianceScalingInitializer, () => ({ scale: 1, mode: "fan_in", distribution: "normal", seed: 1 })],
      glorotUniformInitializer: [tf1.glorotUniformInitializer, () => ({ seed: 1 })],
      glorotNormalInitializer: [tf1.glorotNormalInitializer, () => ({ seed: 1 })],
      constantInitializer: [tf1.constantInitializer, () => 1],
      orthogonalInitializer: [tf1.orthogonalInitializer, () => ({ gain: 1, seed: 1 })],
    }),
    ...methods(graph, {
      placeholder: () => ["x", [4, 6], "float32"],
      constant: () => [[1, 2], "c", "float32", [2]],
      tensor: () => ["in"],
      variableScope: () => ["s", { initializer: "zeros_initializer", dtype: "float32", reuse: "AUTO_REUSE" }, () => 1],
      getVariable: () => ["v", { shape: [2, 3], dtype: "float32", initializer: "zeros_initializer" }],
      Variable: () => [1.5, { name: "v", dtype: "float32" }],
      cell: () => [{ LSTMCell: { num_units: 3 } }, "here"],
      BasicRNNCell: () => [3, { name: "b" }],
      BasicLSTMCell: () => [3, { forgetBias: 1 }],
      LSTMCell: () => [3, { numProj: 2, initializer: "zeros_initializer", cellClip: 1 }],
      GRUCell: () => [3, { kernelInitializer: "zeros_initializer" }],
      MultiRNNCell: () => [[graph().GRUCell(3), graph().GRUCell(3)]],
      callCell: () => [graph().GRUCell(3), graph().tensor("in"), { as: "out", where: "here" }],
      dynamicRnn: () => [graph().GRUCell(3), graph().tensor("in")],
      load: () => ["w", array(), "file"],
    }),
  },
  "gatewise/gatewise": {
    ...bare({ session: [gatewise.session, () => ({ version: "1", seed: 1 })] }),
    ...methods(own, {
      module: () => ["LSTM", { input_size: 2, hidden_size: 3 }, "m", { Wx: "zeros", bx: { chrono: { max_time: 9 } } }],
      load: () => ["d.W", array(), "file"],
    }),
  },
  "gatewise/document": {
    ...bare({
      buildDocument: [
        documents.buildDocument,
        () => ({ gatewise: 1, modules: [{ name: "a", class: "Linear", args: { in_features: 2, out_features: 3 } }] }),
        () => ({ dialect: "torch@2.13", seed: 1, dtype: "float32" }),
      ],
      parseJson: [documents.parseJson, () => "{}", () => "here"],
      dialectTable: [documents.dialectTable],
      textModel: [
        documents.textModel,
        () => "torch@2.13",
        () => ({ characters: 5, embedding: 3, hidden: 4, layers: 1, dropout: 0, batch: 2, window: 3, seed: "7" }),
        () => ({ name: "adam", rate: 0.1, clip: null }),
      ],
    }),
    ...methods(
      () =>
        documents.buildDocument({
          gatewise: 1,
          dialect: "torch@2.13",
          modules: [{ name: "a", class: "Linear", args: { in_features: 2, out_features: 3 } }],
        }),
      {
        code: () => ["torch"],
        load: () => ["a.bias", root.namedArray("x", "float32", [3], new Float32Array(3)), "file"],
      },
    ),
  },
  "gatewise/convert": bare({ carryStart: [convert.carryStart, plan, arrays, () => "keras@3.15/numpy"] }),
  "gatewise/audit": bare({
    inspectWeights: [audit.inspectWeights, () => "w.npz", arrays, () => "torch"],
    printInspection: [audit.printInspection, () => audit.inspectWeights("w.npz", arrays())],
  }),
};
