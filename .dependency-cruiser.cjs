/**
 * The floors of the house. A folder imports itself and lower floors, never a neighbour on its own floor, and another room only by
 * its door, index.ts. To add a room: its name on a floor.
 */
const floors = [
  ["base"],
  ["formats", "kernels"],
  ["random", "linalg", "layout", "tensor"],
  ["init", "cells"],
  ["plan", "layers"],
  ["runtimes", "train"],
  ["dialects/tf1", "dialects/keras", "dialects/torch", "dialects/gatewise"],
  ["document", "convert", "audit"],
  ["cli"],
];
const rooms = floors.flat();
const tests = "[.]test[.]ts$";

const roomRules = floors.flatMap((floor, height) =>
  floor.map((room) => {
    const lower = floors.slice(0, height).flat();
    const allowed = room === "cli" ? ["cli/", "[^/]+[.]ts$"] : [room, ...lower].map((name) => `${name}/`);
    return {
      name: `${room.replace("/", "-")}-imports-down`,
      comment: `src/${room} may import ${room === "cli" ? "itself and the doors src/*.ts" : [room, ...lower].map((name) => `src/${name}`).join(", ")}`,
      severity: "error",
      from: { path: `^src/${room}/`, pathNot: tests },
      to: { path: "^src/", pathNot: `^src/(?:${allowed.join("|")})` },
    };
  }),
);

const doorRules = rooms.map((room) => ({
  name: `${room.replace("/", "-")}-has-one-door`,
  comment: `from outside, src/${room} is entered by its index.ts`,
  severity: "error",
  from: { path: "^src/", pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: room === "cli" ? "^$" : `^src/${room}/index[.]ts$` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    ...doorRules,
    {
      name: "every-folder-has-a-floor",
      comment: "a folder of src/ stands on no floor: name it in .dependency-cruiser.cjs",
      severity: "error",
      from: { path: "^src/.+/", pathNot: `^src/(?:${rooms.join("|")})/` },
      to: {},
    },
    {
      name: "every-folder-that-is-used-has-a-floor",
      comment: "a folder of src/ stands on no floor: name it in .dependency-cruiser.cjs",
      severity: "error",
      from: {},
      to: { path: "^src/.+/", pathNot: `^src/(?:${rooms.join("|")})/` },
    },
    {
      name: "doors-import-rooms",
      comment: "a door only re-exports: it imports rooms, no package and no other door",
      severity: "error",
      from: { path: "^src/[^/]+[.]ts$" },
      to: { pathNot: "^src/.+/index[.]ts$" },
    },
    {
      name: "node-only-in-cli",
      comment: "the library runs in browsers: Node's modules are for src/cli and tests",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/cli/", tests] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "zod-only-in-document",
      comment: "zod is for src/document: the other doors stay small",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/document/" },
      to: { path: "^node_modules/zod/" },
    },
    {
      name: "fflate-only-in-formats",
      comment: "fflate is for src/formats",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/formats/", tests] },
      to: { path: "^node_modules/fflate/" },
    },
    {
      name: "commander-only-in-cli",
      comment: "commander is for src/cli",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: "^node_modules/commander/" },
    },
    {
      name: "only-real-dependencies",
      comment: "what is published imports only packages that npm installs with it",
      severity: "error",
      from: { path: "^src/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "npm-optional", "npm-peer"] },
    },
    {
      name: "no-test-in-source",
      comment: "sources do not import tests, tools or benchmarks",
      severity: "error",
      from: { path: "^src/", pathNot: tests },
      to: { path: ["^(?:test|tools|bench|examples)/", tests] },
    },
    {
      name: "no-circles",
      comment: "no file runs itself by way of others (types may name each other)",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", comment: "every import leads somewhere", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".json", ".d.ts"],
    },
    reporterOptions: { text: { highlightFocused: false } },
  },
};
