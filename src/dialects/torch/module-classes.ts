import { GatewiseError, unknownName } from "../../base/index.ts";
import { feedforwardClasses } from "./feedforward.ts";
import type { ModuleClass } from "./module-class.ts";
import { plainClasses } from "./plain-modules.ts";
import { recurrentClasses } from "./recurrent.ts";

/** Every class of torch.nn that is here, by its name. */
export const moduleClasses: { readonly [name: string]: ModuleClass } = { ...recurrentClasses, ...feedforwardClasses, ...plainClasses };

const containers = ["Sequential", "ModuleList", "ModuleDict"];

/** Gives a class by its name. Throws: unknown-class. */
export function classOf(className: string, name: string, where: string): ModuleClass {
  if (Object.hasOwn(moduleClasses, className)) return moduleClasses[className];
  if (!containers.includes(className)) throw unknownName("unknown-class", where, className, Object.keys(moduleClasses));
  const path = name === "" ? "net" : name;
  throw new GatewiseError("unknown-class", {
    where,
    received: className,
    expected: "the modules inside it, one by one: a container has no tensors and draws nothing",
    fix: `name them ${path}.0, ${path}.1, …`,
  });
}

/** Whether modules of a class have tensors, whose dtype may be told. */
export function takesDtype(className: string): boolean {
  return Object.hasOwn(moduleClasses, className) && "dtype" in moduleClasses[className].arguments;
}
