/** Whether native kernels are built here: wherever there is a C compiler they must be, and run. */
export const hasCompiler: boolean = compilerRuns();

function compilerRuns(): boolean {
  // Tests of a page ask too, and no page has a compiler.
  const node = (globalThis as { process?: NodeJS.Process }).process?.getBuiltinModule?.("node:child_process");
  if (node === undefined || process.platform === "win32") return false;
  return node.spawnSync(process.env.CC ?? "cc", ["--version"]).status === 0;
}
