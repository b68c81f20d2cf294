/** Runs one of the tasks below at each line it reads and answers the seconds of processor time. Argument: the folder built. */
import { createInterface } from "node:readline";

const folder = process.argv[2];
const [{ ruleOf, startByKernels }, { algorithms }, { singularValues }, { buildDocument }] = await Promise.all(
  ["init", "random", "linalg", "document"].map((name) => import(`${folder}/${name}.mjs`)),
);

startByKernels();

const lstm = (args) => ({
  gatewise: 1,
  dialect: "torch@2.13",
  seed: { manual_seed: 42 },
  modules: [{ name: "lstm", class: "LSTM", args }],
});

const stacked = new Float64Array(4096 * 1024);
algorithms["pcg64-numpy"].open([42n]).normal(stacked, 0, 1);

const tasks = {
  /** torch.nn.init.orthogonal_ of a 1024×1024 parameter. */
  orthogonal() {
    const call = { rule: "orthogonal", gain: 1, stacked: "trailing", drawn: "as is" };
    const out = new Float32Array(1024 * 1024);
    ruleOf(call).fill(call, [1024, 1024], out, algorithms["mt19937-torch"].open([42n]));
    return out;
  },
  /** What `inspect` does with the stacked recurrent matrix of an LSTM of 1024 units. */
  inspect: () => singularValues(stacked, 4096, 1024),
  /** From a document to the numbers of 14.7 million parameters. */
  lstm: () => buildDocument(lstm({ input_size: 512, hidden_size: 1024, num_layers: 2 })).tensors(),
  plan: () => buildDocument(lstm({ input_size: 64, hidden_size: 64, num_layers: 100 })).plan(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const from = process.cpuUsage();
  tasks[line]();
  const { user, system } = process.cpuUsage(from);
  console.log((user + system) / 1e6);
}
