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
  .command("run")
  .description("compute what a model gives for an input, as its framework does")
  .argument("<model>", modelHelp)
  .option("--weights <file>", "its weights by the framework's names: .safetensors or .npz (those that its seed gives)")
  .requiredOption("--input <file>", "tensors input (or input/NAME for several), and where wanted state/LAYER/NAME, lengths, mask")
  .requiredOption("--out <file>", "file to write: tensors output (or output/NAME) and state/LAYER/NAME")
  .option("--training", "as in training: dropout drops with the framework's masks, statistics are the batch's")
  .option("--seed <n>", "replaces the seed of the document")
  .option("--dialect <dialect>", dialectHelp)
  .option("--dtype <dtype>", "float32 or float64, for what does not say its own")
  .action(async (model, options) => (await import("./commands/run.ts")).run(model, options));

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

const train = program.command("train").description("train a model");

train
  .command("text")
  .description("train a character model on a text, as a framework would, and save it")
  .requiredOption("--text <file>", "the text to learn, UTF-8; its characters are the vocabulary")
  .requiredOption("--like <dialect>", "NAME@VERSION[/BACKEND]: the framework that it starts and trains like")
  .requiredOption("--out <file>", "model to write, .safetensors; the checkpoint lies beside it")
  .option("--layers <n>", "LSTM layers (2; 1 without native kernels)")
  .option("--hidden <n>", "units of each (256; 128 without native kernels)")
  .option("--embedding <n>", "numbers that stand for a character (64)")
  .option("--batch <n>", "places of the text that are read side by side (32)")
  .option("--window <n>", "characters through which gradients flow back (64)")
  .option("--seed <n>", "the framework's seed (7)")
  .option("--steps <n>", "ends after so many steps in all (1000, where --minutes is absent)")
  .option("--minutes <n>", "ends after so much time")
  .option("--optimizer <name>", "sgd, momentum, adagrad, rmsprop, adam or adamw, with the framework's defaults (adam)")
  .option("--rate <r>", "learning rate (0.002)")
  .option("--clip <norm>", "clips the norm of all gradients (none)")
  .option("--dropout <p>", "between the layers, masks of the framework's own stream (0)")
  .option("--held-out <part>", "the end of the text that is not learnt (0.05)")
  .option("--checkpoint-every <n>", "steps between checkpoints (100)")
  .option("--resume", "goes on from the checkpoint, to the same bits as without a stop")
  .option("--curve <file>", "draws the learning curve: .svg or .html")
  .option("--samples", "shows what the model writes as it learns")
  .action(async (options) => (await import("./commands/train-text.ts")).trainText(options));

program
  .command("sample")
  .description("write text that a trained model makes up")
  .argument("<model>", "what gatewise train text has saved")
  .option("--prompt <text>", "how it begins")
  .option("--length <n>", "characters that follow (400)")
  .option("--temperature <t>", "0 for the likeliest character, above 1 for wilder text (0.8)")
  .option("--seed <n>", "other numbers for other texts (7)")
  .action(async (model, options) => (await import("./commands/sample.ts")).sample(model, options));

program
  .command("doctor")
  .description("say what computes here, and why")
  .option("--json", "the facts as JSON")
  .action(async (options) => (await import("./commands/doctor.ts")).doctor(options));

// A reader that goes away (`| head`), or a full disk behind `>`, is told by an event and not by the write.
process.stdout.on("error", async (error) => (await import("./report.ts")).reportOutput(error));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = (await import("./report.ts")).report(error, error instanceof CommanderError);
}
