/* Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit. */
