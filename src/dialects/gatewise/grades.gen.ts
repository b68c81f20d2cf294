// Computed from goldens by `npm run grades`. Do not edit.
import type { GradeTable } from "../../plan/index.ts";

export const grades: GradeTable = {
  "gatewise@1": {
    "constant": { grade: "own", goldens: 403 },
    "copy": { grade: "own", goldens: 2 },
    "identity": { grade: "own", goldens: 23 },
    "log_uniform": { grade: "own", goldens: 2 },
    "logit_uniform float64": { grade: "own", goldens: 1 },
    "normal": { grade: "own", goldens: 13 },
    "orthogonal float64": { grade: "own", goldens: 7, difference: 1.82e-15, bound: "within gain·1e-13" },
    "orthogonal": { grade: "own", goldens: 85, difference: 5.96e-8, bound: "within gain·4e-6 (1e-6 up to 32×32)" },
    "truncated_normal": { grade: "own", goldens: 11 },
    "uniform": { grade: "own", goldens: 12 },
    "variance_scaling truncated_normal": { grade: "own", goldens: 34 },
    "variance_scaling uniform float64": { grade: "own", goldens: 7 },
    "variance_scaling uniform": { grade: "own", goldens: 157 },
  },
};
