import { type Floats, GatewiseError } from "../base/index.ts";
import type { Node } from "./node.ts";
import { giveScratch } from "./scratch.ts";
import { collectWhereDue } from "./young-garbage.ts";

let walks = 0;
const none: readonly (Node | null)[] = [];

/**
 * Carries a gradient from a result back to the leaves, and lets the graph go on the way.
 *
 * Order: nodes by descending creation, so that a node's gradient is complete before its vjp runs.
 * The seed is taken over. Gives the leaves that were reached; the gradient of each stands in it.
 *
 * Throws: no-graph, where a part of the graph was let go before.
 */
export function walkBack(root: Node, seed: Floats): Node[] {
  const nodes = reachable(root);
  sortLatestFirst(nodes);
  root.gradient = seed;
  const leaves: Node[] = [];
  for (const node of nodes) {
    const { primitive, gradient } = node;
    if (primitive === null) {
      leaves.push(node);
      continue;
    }
    if (gradient !== null || node.further !== null) primitive.vjp(node, node.sum(), node.saved, node.attributes);
    if (node.spare && node.gradient !== null) giveScratch(node.gradient);
    if (!node.kept) node.gradient = null;
    node.handed = false;
    node.further = null;
    node.primitive = null;
    node.inputs = none;
    node.saved = undefined;
    node.attributes = undefined;
    node.freed = true;
  }
  collectWhereDue();
  return leaves;
}

/** The nodes that a result came from, itself included. */
function reachable(root: Node): Node[] {
  walks += 1;
  const found = [root];
  root.walk = walks;
  for (let k = 0; k < found.length; k++) {
    const node = found[k];
    if (node.freed) throw letGo();
    for (const input of node.inputs) {
      if (input === null || input.walk === walks) continue;
      input.walk = walks;
      found.push(input);
    }
  }
  return found;
}

/** Sorts nodes by descending creation, in place: a heap whose root is the earliest. The array's own sort leaves copies behind. */
function sortLatestFirst(nodes: Node[]): void {
  for (let k = (nodes.length >> 1) - 1; k >= 0; k--) sink(nodes, k, nodes.length);
  for (let end = nodes.length - 1; end > 0; end--) {
    const earliest = nodes[0];
    nodes[0] = nodes[end];
    nodes[end] = earliest;
    sink(nodes, 0, end);
  }
}

/** Lets a node of a heap sink below those that were created before it. */
function sink(nodes: Node[], start: number, end: number): void {
  const node = nodes[start];
  let at = start;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= end) break;
    if (child + 1 < end && nodes[child + 1].order < nodes[child].order) child++;
    if (nodes[child].order >= node.order) break;
    nodes[at] = nodes[child];
    at = child;
  }
  nodes[at] = node;
}

function letGo(): GatewiseError {
  return new GatewiseError("no-graph", {
    where: "backward",
    received: "a result whose graph an earlier backward has let go",
    expected: "a graph that no backward has gone through",
    fix: "add the losses and call backward once, or detach() what is carried from step to step",
  });
}
