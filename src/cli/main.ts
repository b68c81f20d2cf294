#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };

/** Exit status: 0 done, 1 refused with the four-fact error, 2 wrong usage. */
const program = new Command("gatewise")
  .description("Initial weights of recurrent networks exactly as in TensorFlow, Keras and PyTorch, and why they are what they are.")
  .version(packageJson.version)
  .showHelpAfterError("(gatewise --help shows the commands)")
  .exitOverride();

const modelHelp = "model document (JSON), or what a Keras model.to_json() wrote";
const dialectHelp = "NAME@VERSION[/BACKEND]: which framework starts the model, where the file does not say";

program
  .command("init")
  .description("write the initial weights that the framework would have")
  .argument("<model>", modelHelp)
  .requiredOption("--out <file>", "weights file to write: .safetensors or .npz")
  .option("--seed <n>", "replaces the seed of the document")
  .option("--dialect <dialect>", dialectHelp)
  .option("--from <file>", "takes tensors from a weights file; their draws stay consumed")
  .option("--only <pattern>", "which tensors --from takes, * for any characters")
  .action(async (model, options) => (await import("./commands/init.ts")).init(model, options));

program
  .command("explain")
  .description("say how every weight starts, from where, why, and what would change it")
  .argument("<model>", modelHelp)
  .option("--seed <n>", "replaces the seed of the document")
  .option("--dialect <dialect>", dialectHelp)
  .option("--json", "the whole explanation as JSON")
  .action(async (model, options) => (await import("./commands/explain.ts")).explain(model, options));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = (await import("./report.ts")).report(error, error instanceof CommanderError);
}
