/** Runs model documents in a real framework: the environments of environments.sh, the programs of this folder. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = process.env.GATEWISE_FRAMEWORKS ?? join(homedir(), ".cache", "gatewise", "frameworks");

function tf1(version) {
  return { environment: `tf${version}`, program: "tf1_documents.py", arguments: [], cases: "tf1", dialect: `tf1@${version}`, version };
}

function keras(environment, flavour, dialect, generation, backend) {
  return {
    environment,
    program: "keras_documents.py",
    arguments: [flavour],
    cases: "keras",
    dialect,
    generation,
    backend,
    env: { KERAS_BACKEND: backend },
  };
}

/** Which environment and program serve a set of goldens. To add a framework version: a line. */
export const sets = {
  "tf1-1.1": tf1("1.1"),
  "tf1-1.8": tf1("1.8"),
  "tf1-1.10": tf1("1.10"),
  "tf1-1.15": tf1("1.15"),
  "gatewise-1": { environment: "torch-2.13", program: "gatewise_documents.py", arguments: [], cases: "gatewise", dialect: "gatewise@1" },
  "torch-2.13": { environment: "torch-2.13", program: "torch_documents.py", arguments: [], cases: "torch", dialect: "torch@2.13" },
  "keras-3.15-tensorflow": keras("keras-3.15", "keras", "keras@3.15/tensorflow", "keras 3", "tensorflow"),
  "keras-3.15-jax": keras("keras-3.15", "keras", "keras@3.15/jax", "keras 3", "jax"),
  "keras-3.15-torch": keras("keras-3.15", "keras", "keras@3.15/torch", "keras 3", "torch"),
  "keras-3.15-numpy": keras("keras-3.15", "keras", "keras@3.15/numpy", "keras 3", "numpy"),
  "tf_keras-2.21": keras("keras-3.15", "tf_keras", "tf_keras@2.21", "tf_keras", "tensorflow"),
  "keras-2.1.6": keras("tf1.8", "keras", "keras@2.1.6", "keras 2", "tensorflow"),
  "tf.keras-1.8": keras("tf1.8", "tf.keras", "tf.keras@1.8", "tf.keras 1", "tensorflow"),
};

/** The Python of an environment. Fails with the command that makes it. */
export function pythonOf(environment) {
  const python = join(root, environment, "bin", "python");
  if (!existsSync(python)) throw new Error(`no ${python}: run tools/frameworks/environments.sh ${environment}`);
  return python;
}

/**
 * Builds documents in the real framework.
 *
 * @param {string} set
 * @param {{ name: string, document: any }[]} cases
 * @param {string} out safetensors file to write
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ name: string, tensors?: string[], error?: string }[]>}
 */
export function runDocuments(set, cases, out, env = {}) {
  const { program, arguments: rest } = sets[set];
  return runProgram(set, program, [out, ...rest], cases, env);
}

/** Runs a program of this folder in a set's environment: a line of JSON in for each case, one out. */
export function runProgram(set, program, args, cases, env = {}) {
  const { environment, env: own = {} } = sets[set];
  return new Promise((resolve, reject) => {
    const child = spawn(pythonOf(environment), [join(here, program), ...args], {
      stdio: ["pipe", "pipe", process.env.GATEWISE_VERBOSE ? "inherit" : "ignore"],
      env: {
        ...process.env,
        TF_CPP_MIN_LOG_LEVEL: "3",
        TF_ENABLE_ONEDNN_OPTS: "0",
        CUDA_VISIBLE_DEVICES: "",
        JAX_PLATFORMS: "cpu",
        ...own,
        ...env,
      },
    });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
    child.on("error", reject);
    child.on("close", (status) => {
      if (status !== 0) return reject(new Error(`${program} ended with status ${status}`));
      resolve(
        printed
          .split("\n")
          .filter((line) => line.startsWith("{"))
          .map((line) => JSON.parse(line)),
      );
    });
    child.stdin.on("error", () => {});
    child.stdin.end(cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
  });
}
