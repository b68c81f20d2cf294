interface Node {
  readonly own: number[];
  readonly children: Map<string, Node>;
}

/** Gives tensors, as their places in a list of names, in registration order of the module tree: children of one parent stay together. */
export function registrationOrder(modules: Iterable<string>, tensors: readonly string[]): number[] {
  const root: Node = { own: [], children: new Map() };
  const nodeOf = (path: readonly string[]): Node => {
    let node = root;
    for (const part of path) {
      let child = node.children.get(part);
      if (child === undefined) {
        child = { own: [], children: new Map() };
        node.children.set(part, child);
      }
      node = child;
    }
    return node;
  };
  // A module without tensors takes its place among the children too.
  for (const name of modules) if (name !== "") nodeOf(name.split("."));
  tensors.forEach((name, index) => {
    nodeOf(name.split(".").slice(0, -1)).own.push(index);
  });
  const walk = (node: Node): number[] => [...node.own, ...[...node.children.values()].flatMap(walk)];
  return walk(root);
}
