// Computed from goldens by `npm run grades`. Do not edit.
import type { GradeTable } from "../../plan/index.ts";

export const grades: GradeTable = {
  "torch@2.13": {
    "constant": { grade: "A", goldens: 106 },
    "identity": { grade: "A", goldens: 14 },
    "kaiming normal": { grade: "A", goldens: 24 },
    "kaiming uniform float64": { grade: "A", goldens: 1 },
    "kaiming uniform": { grade: "A", goldens: 87 },
    "normal float64": { grade: "A", goldens: 25 },
    "normal": { grade: "A", goldens: 56 },
    "orthogonal float64": { grade: "B", goldens: 16, difference: 6.66e-16, bound: "within gain·1e-13" },
    "orthogonal": { grade: "B", goldens: 51, difference: 0.00000259, bound: "within gain·4e-6 (1e-6 up to 32×32)" },
    "truncated_normal with absolute bounds float64": { grade: "A", goldens: 32 },
    "truncated_normal with absolute bounds": { grade: "A", goldens: 32 },
    "uniform float64": { grade: "A", goldens: 16 },
    "uniform": { grade: "A", goldens: 16 },
    "uniform_reciprocal_root float64": { grade: "A", goldens: 137 },
    "uniform_reciprocal_root": { grade: "A", goldens: 1197 },
    "xavier normal": { grade: "A", goldens: 16 },
    "xavier uniform float64": { grade: "A", goldens: 16 },
    "xavier uniform": { grade: "A", goldens: 37 },
  },
};
