import { expect, it } from "vitest";
import { buildZip } from "../../test/hostile/build-zip.ts";
import { GatewiseError } from "../base/index.ts";
import { defaultLimits } from "./limits.ts";
import { openZip } from "./zip.ts";

/** A whole member, local header included, hidden in the stored data of another: both records are true to their headers. */
it("refuses a member inside another's data", () => {
  const inner = { name: "inner.npy", data: Uint8Array.of(1, 2, 3, 4) };
  const innerBytes = 30 + inner.name.length + inner.data.length;
  const outer = { name: "outer.npy", data: buildZip([inner]).subarray(0, innerBytes) };
  const bytes = buildZip([outer, { ...inner, central: { offset: 30 + outer.name.length } }]);
  expect(() => openZip("f.npz", bytes, defaultLimits)).toThrow(GatewiseError);
  expect(() => openZip("f.npz", bytes, defaultLimits)).toThrow("a member inside another");
  expect(openZip("f.npz", buildZip([outer, inner]), defaultLimits).members.map(({ read }) => read().length)).toEqual([innerBytes, 4]);
});
