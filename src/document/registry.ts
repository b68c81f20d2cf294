import type { DocumentDialect } from "./built.ts";
import { gatewiseDialect } from "./gatewise.ts";
import { kerasDocumentDialects } from "./keras.ts";
import { tf1Dialect } from "./tf1.ts";
import { torchDialect } from "./torch.ts";

/** Every framework whose documents can be built. To add one: its file, and a line here. */
export const documentDialects: readonly DocumentDialect[] = [torchDialect, ...kerasDocumentDialects, tf1Dialect, gatewiseDialect];
