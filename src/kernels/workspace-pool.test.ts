import { describe, expect, it } from "vitest";
import { WorkspacePool } from "./workspace-pool.ts";

describe("the pool of workspaces", () => {
  it("lends again what came back, and no array twice at a time", () => {
    const pool = new WorkspacePool();
    const [a, b] = [pool.take(1000), pool.take(1000)];
    expect(a.values).not.toBe(b.values);
    pool.give(a);
    expect(pool.take(1001).values).toBe(a.values);
    expect(pool.take(1000).values).not.toBe(a.values);
  });

  it("keeps no more than was once lent: an array of another size pushes idle ones out", () => {
    const pool = new WorkspacePool();
    const small = pool.take(1000);
    pool.give(small);
    const large = pool.take(100_000);
    pool.give(large);
    expect(pool.take(100_000).values).toBe(large.values);
    expect(pool.take(1000).values).not.toBe(small.values);
  });
});
