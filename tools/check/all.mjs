/** The checks of the house: `npm run check`; some of them: `npm run check -- floors words`. */
import { runChecks } from "./run.mjs";

try {
  const { passed, failed } = await runChecks(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
