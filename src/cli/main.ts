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
  .option("--dtype <dtype>", "float32 or float64, for what does not say its own")
  .option("--from <file>", "takes tensors from a weights file; their draws stay consumed")
  .option("--only <pattern>", "which tensors --from takes, * for any characters")
  .option("--as <dialect>", "writes the same start in another framework's names and layout, or split: one matrix a gate")
  .action(async (model, options) => (await import("./commands/init.ts")).init(model, options));

program
  .command("explain")
  .description("say how every weight starts, from where, why, and what would change it")
  .argument("<model>", modelHelp)
  .option("--seed <n>", "replaces the seed of the document")
  .option("--dialect <dialect>", dialectHelp)
  .option("--dtype <dtype>", "float32 or float64, for what does not say its own")
  .option("--json", "the whole explanation as JSON")
  .option("--code [dialect]", "the few lines of that framework (default: the model's own) that give this start")
  .action(async (model, options) => (await import("./commands/explain.ts")).explain(model, options));

program
  .command("diff")
  .description("say what starts differently between two models, and by how much")
  .argument("<model-a>", modelHelp)
  .argument("<model-b>", modelHelp)
  .option("--dialect-a <dialect>", `of the first: ${dialectHelp}`)
  .option("--dialect-b <dialect>", `of the second: ${dialectHelp}`)
  .action(async (a, b, options) => (await import("./commands/diff.ts")).diff(a, b, options));

program
  .command("inspect")
  .description("measure a file of recurrent weights gate by gate")
  .argument("<file>", "weights file: .safetensors or .npz")
  .option("--like <dialect>", "which framework's names it uses; found out by the names where absent")
  .option("--json", "the measurements as JSON")
  .action(async (file, options) => (await import("./commands/inspect.ts")).inspect(file, options));

program
  .command("dialects")
  .description("list every framework, version and backend with the grade of each rule")
  .option("--json", "the table as JSON")
  .action(async (options) => (await import("./commands/dialects.ts")).dialects(options));

// A reader that goes away (`| head`), or a full disk behind `>`, is told by an event and not by the write.
process.stdout.on("error", async (error) => process.exit((await import("./report.ts")).reportOutput(error)));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = (await import("./report.ts")).report(error, error instanceof CommanderError);
}
