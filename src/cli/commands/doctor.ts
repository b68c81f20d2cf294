import { cpus } from "node:os";
import { ready } from "../../kernels.ts";

/** Says what computes here, and why that. */
export async function doctor(options: { readonly json?: boolean }): Promise<void> {
  const { name, width, fused, threads, why } = await ready();
  const { platform, arch, version } = process;
  const [processor] = cpus();
  const facts = {
    backend: name,
    width,
    fused,
    threads,
    why,
    node: version,
    platform: `${platform}-${arch}`,
    processor: processor?.model ?? "unknown",
    cores: cpus().length,
  };
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
    return;
  }
  const lines = [
    ["backend", name],
    ["vector width", width],
    [
      "multiply-adds",
      fused ? "fused: the bits of AVX-512, AVX2 and others that fuse" : "not fused: the bits of SSE2 and plain WebAssembly",
    ],
    ["threads", `${threads} of ${facts.cores} cores`],
    ["why", why],
    ["runs on", `Node ${version}, ${facts.platform}, ${facts.processor}`],
  ];
  process.stdout.write(lines.map(([what, said]) => `${what.padEnd(15)}${said}\n`).join(""));
}
