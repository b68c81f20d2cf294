import type { FloatDType } from "../../base/index.ts";
import type { LayerDefinition, RecurrentDefinition } from "../../layers/index.ts";
import type { ActivationName } from "./activations.ts";

/** What Keras writes around the config of an object. */
export interface Written {
  readonly module?: string | null;
  readonly registered_name?: string | null;
}

/** An activation: its name; null, or an object that Keras wrote, with which the layer starts and does not run. */
export type ActivationOption = ActivationName | (Written & { readonly class_name: string; readonly config?: unknown }) | null;

/** A layer's dtype, or the policy that says it. */
export type DTypeOption =
  | FloatDType
  | "mixed_float16"
  | "mixed_bfloat16"
  | (Written & { readonly class_name: string; readonly config?: { readonly name: string } });

type L1Name = "L1" | "l1";
type L2Name = "L2" | "l2";
type L1L2Name = "L1L2" | "l1_l2" | "l1l2";
type OrthogonalName = "OrthogonalRegularizer" | "orthogonal_regularizer";

/** A penalty on a weight or an output: its name, or as JSON writes it. */
export type RegularizerOption =
  | L1Name
  | L2Name
  | L1L2Name
  | OrthogonalName
  | (Written & { readonly class_name: L1Name; readonly config?: { readonly l1?: number } })
  | (Written & { readonly class_name: L2Name; readonly config?: { readonly l2?: number } })
  | (Written & { readonly class_name: L1L2Name; readonly config?: { readonly l1?: number; readonly l2?: number } })
  | (Written & {
      readonly class_name: OrthogonalName;
      readonly config?: { readonly factor?: number; readonly mode?: "rows" | "columns" };
    });

type Axis = number | readonly number[];
type MaxNormName = "MaxNorm" | "max_norm" | "maxnorm";
type MinMaxNormName = "MinMaxNorm" | "min_max_norm";
type UnitNormName = "UnitNorm" | "unit_norm" | "unitnorm";
type NonNegName = "NonNeg" | "non_neg" | "nonneg";

/** What a weight obeys after each step: its name, or as JSON writes it. */
export type ConstraintOption =
  | MaxNormName
  | MinMaxNormName
  | UnitNormName
  | NonNegName
  | (Written & { readonly class_name: MaxNormName; readonly config?: { readonly max_value?: number; readonly axis?: Axis } })
  | (Written & {
      readonly class_name: MinMaxNormName;
      readonly config?: { readonly min_value?: number; readonly max_value?: number; readonly rate?: number; readonly axis?: Axis };
    })
  | (Written & { readonly class_name: UnitNormName; readonly config?: { readonly axis?: Axis } })
  | (Written & { readonly class_name: NonNegName; readonly config?: object });

/** What a layer computes from which no states come out. */
export type PlainDefinition = Exclude<LayerDefinition, RecurrentDefinition>;
