import type { LayerDefinition, NamedLayer } from "../../layers/index.ts";

/** A layer's definition without name and parameters. */
export type Computed = LayerDefinition extends infer One ? (One extends NamedLayer ? Omit<One, "name" | "parameters"> : never) : never;

/** The same of one kind of layer. */
export type ComputedOf<K extends LayerDefinition["kind"]> = Extract<Computed, { readonly kind: K }>;
