/** Initialisers: one rule a file, each a plain value that can be printed, compared and run. */
import { internalError } from "../base/index.ts";
import { type Constant, constant } from "./constant.ts";
import { type Identity, identity } from "./identity.ts";
import { type Kaiming, kaiming } from "./kaiming.ts";
import { type LogUniform, logUniform } from "./log-uniform.ts";
import { type LogitUniform, logitUniform } from "./logit-uniform.ts";
import { type Normal, normal } from "./normal.ts";
import { type Orthogonal, orthogonal } from "./orthogonal.ts";
import { type OrthogonalSvd, orthogonalSvd } from "./orthogonal-svd.ts";
import type { Rule } from "./rule.ts";
import { type TruncatedNormal, truncatedNormal } from "./truncated-normal.ts";
import { type Uniform, uniform } from "./uniform.ts";
import { type UniformReciprocalRoot, uniformReciprocalRoot } from "./uniform-reciprocal-root.ts";
import { type UniformUnitScaling, uniformUnitScaling } from "./uniform-unit-scaling.ts";
import { type VarianceScaling, varianceScaling } from "./variance-scaling.ts";
import { type Xavier, xavier } from "./xavier.ts";

export { startByKernels } from "./by-kernels.ts";
export { matrixOf } from "./orthogonal.ts";
export { digits, type Fans, type Rule, type Statistics } from "./rule.ts";

/** Every rule with its call. To add a rule: its file, and a line here. */
interface Calls {
  constant: Constant;
  identity: Identity;
  kaiming: Kaiming;
  log_uniform: LogUniform;
  logit_uniform: LogitUniform;
  normal: Normal;
  orthogonal: Orthogonal;
  orthogonal_svd: OrthogonalSvd;
  truncated_normal: TruncatedNormal;
  uniform: Uniform;
  uniform_reciprocal_root: UniformReciprocalRoot;
  uniform_unit_scaling: UniformUnitScaling;
  variance_scaling: VarianceScaling;
  xavier: Xavier;
}

export type RuleName = keyof Calls;
export type RuleCall = Calls[RuleName];

const rules: { readonly [N in RuleName]: Rule<Calls[N]> } = {
  constant,
  identity,
  kaiming,
  log_uniform: logUniform,
  logit_uniform: logitUniform,
  normal,
  orthogonal,
  orthogonal_svd: orthogonalSvd,
  truncated_normal: truncatedNormal,
  uniform,
  uniform_reciprocal_root: uniformReciprocalRoot,
  uniform_unit_scaling: uniformUnitScaling,
  variance_scaling: varianceScaling,
  xavier,
};

/** The rule that a call names. */
export function ruleOf<C extends RuleCall>(call: C): Rule<C> {
  const rule = rules[call.rule];
  if (rule === undefined) throw internalError(`no rule ${String(call.rule)}`);
  return rule as unknown as Rule<C>;
}

export const zeros: Constant = { rule: "constant", values: [0] };
export const ones: Constant = { rule: "constant", values: [1] };
