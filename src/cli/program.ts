/** The command's arguments and options. What each does is in `commands/`, loaded when it is used. */
import { Command, InvalidArgumentError, Option } from "commander";
import type { Command as Work } from "./run-command.ts";
import { version } from "./version.ts";

export const program = new Command("gatehouse")
  .description("Releases the Python packages of a service directory, one human decision per package.")
  .version(version)
  .showHelpAfterError("(add --help for what it takes)")
  .exitOverride()
  .addHelpText(
    "after",
    "\nExit codes: 0 done · 1 the answer is no · 2 called wrongly · 3 the world outside failed · 130 interrupted",
  );

const serviceDirectory = [
  "<serviceDirectory>",
  "folder with a ci.yml, or the name of a package below this folder",
] as const;
const folder = ["<DIR>", "folder with the release.json that build left"] as const;

const artifact = () => repeatable("--artifact <glob>", "only these artifacts; may repeat").default([], "all");
const index = () =>
  new Option("--index <name>", "pypi, testpypi, local, a section of .pypirc, or an upload address");
const simpleUrl = () =>
  new Option("--simple-url <url>", "where that index is read, when it can't be inferred");
const out = () => new Option("--out <dir>", "folder of the record (default: .gatehouse/<service directory>)");
const json = () => new Option("--json", "one JSON document on stdout and nothing else");
const jobs = () =>
  new Option("--jobs <n>", "how many at a time (default: the cores)").argParser(wholeNumber(1, 1000));
const python = () => new Option("--python <path>", "Python 3.9 or later (default: the one on PATH)");

/** How the commands for Azure DevOps reach it. */
const azureOptions = () => [
  new Option("--organization <name>", "of Azure DevOps: its name, or its address").makeOptionMandatory(),
  new Option("--project <name>", "project of the pipelines").default("internal"),
  new Option("--folder <path>", "folder of the pipelines").default("python"),
];

/** An option that may be given more than once. */
function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value, all: string[] | undefined) => [
    ...(all ?? []),
    value,
  ]);
}

function wholeNumber(from: number, to: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`It is no whole number from ${from} to ${to}.`);
  };
}

function command(name: string, description: string, ...options: Option[]): Command {
  const added = program.command(name).description(description);
  for (const option of options) added.addOption(option);
  return added;
}

const aboutToken =
  "\nThe token is read from AZURE_DEVOPS_EXT_PAT. Scopes, and all else: docs/azure-commands.md";

const run = async (work: Work) => (await import("./run-command.ts")).runCommand(work);

command("validate", "Looks at everything that can be known before a build.")
  .argument("<path...>", "service directories, or folders above many")
  .addOption(
    new Option("--format <format>", "how to report")
      .choices(["text", "json", "sarif", "junit"])
      .default("text"),
  )
  .addOption(new Option("--output <file>", "write the report there"))
  .addOption(new Option("--offline", "no network, and no code of a package is run").conflicts("index"))
  .addOption(index())
  .addOption(simpleUrl())
  .addOption(artifact())
  .addOption(new Option("--pull-request", "judge what must hold between releases"))
  .addOption(new Option("--strict", "warnings fail too"))
  .addOption(new Option("--fix", "mend what is mechanical in ci.yml"))
  .addOption(new Option("--dry-run", "with --fix: show the difference, change nothing"))
  .action(async (paths, options) => (await import("./validate/entry.ts")).runValidate(paths, options));

command("rules", "Lists every rule of validate.", json()).action((options) =>
  run(async (c) => (await import("./commands/rules.ts")).listRules(c, options)),
);

command("explain", "Says what a rule wants, why, and what to do.")
  .argument("<rule>", "its name, as the command rules lists it")
  .action((rule) => run(async (c) => (await import("./commands/explain.ts")).explain(c, rule)));

command("plan", "Says what a release would do, and why.", artifact(), index(), simpleUrl(), json())
  .argument(...serviceDirectory)
  .action((path, options) => run(async (c) => (await import("./commands/plan.ts")).plan(c, path, options)));

command(
  "build",
  "Builds sdists and wheels, and pins them in a record.",
  out(),
  artifact(),
  jobs(),
  python(),
  index(),
  simpleUrl(),
  json(),
)
  .argument(...serviceDirectory)
  .action((path, options) => run(async (c) => (await import("./commands/build.ts")).build(c, path, options)));

command("test", "Runs the last test pass on what build left.", artifact(), python(), jobs(), json())
  .argument(...folder)
  .addOption(new Option("--junit <file>", "write the results there"))
  .addOption(new Option("--source <path>", "root of the repository that holds the tests"))
  .addOption(new Option("--only <kind>", "leave out the sdists").choices(["wheel"]))
  .action((dir, options) => run(async (c) => (await import("./commands/test.ts")).test(c, dir, options)));

for (const [name, decision] of [
  ["approve", "approved"],
  ["reject", "rejected"],
] as const) {
  command(name, `Records that artifacts are ${decision}, at their digests.`)
    .argument(...folder)
    .addOption(repeatable("--artifact <glob>", "the artifacts; may repeat").makeOptionMandatory())
    .addOption(new Option("--comment <text>", "why"))
    .addOption(json())
    .action((dir, options) =>
      run(async (c) => (await import("./commands/decide.ts")).decide(c, dir, decision, options)),
    );
}

command(
  "publish",
  "Sends what was approved at its digest, and reads it back.",
  artifact(),
  index(),
  simpleUrl(),
  json(),
)
  .argument(...folder)
  .action((dir, options) =>
    run(async (c) => (await import("./commands/publish.ts")).publish(c, dir, options)),
  );

command(
  "tag",
  "Tags what the index has confirmed, on the commit that was built.",
  artifact(),
  index(),
  simpleUrl(),
  json(),
)
  .argument(...folder)
  .addOption(new Option("--remote <name>", "remote that the tag goes to").default("origin"))
  .option("--github-release", "make a release on GitHub too, with the token in GITHUB_TOKEN or GH_TOKEN")
  .action((dir, options) => run(async (c) => (await import("./commands/tag.ts")).tag(c, dir, options)));

command(
  "release",
  "The whole way: validate, build, test, decide, publish, tag.",
  out(),
  index(),
  simpleUrl(),
  json(),
)
  .argument(...serviceDirectory)
  .addOption(repeatable("--approve <glob>", "approve these, without a page; may repeat").default([], "none"))
  .addOption(repeatable("--reject <glob>", "reject these, without a page; may repeat").default([], "none"))
  .addOption(new Option("--no-tag", "leave no tags"))
  .addOption(
    new Option("--port <n>", "port of the page (default: a free one)").argParser(wholeNumber(1, 65_535)),
  )
  .action((path, options) =>
    run(async (c) => (await import("./commands/release.ts")).release(c, path, options)),
  );

command("queue", "Queues the pipeline of a service directory in Azure DevOps.", ...azureOptions())
  .argument("<serviceDirectory>", "its name or folder (storage, sdk/storage), or the name of a package in it")
  .addHelpText("after", aboutToken)
  .addOption(new Option("--branch <name>", "what to release (default: the pipeline's own branch)"))
  .addOption(artifact())
  .addOption(new Option("--watch", "follow the run until it waits for approvals, or ends"))
  .addOption(json())
  .action((path, options) => run(async (c) => (await import("./commands/queue.ts")).queue(c, path, options)));

const approvals = program
  .command("approvals")
  .description("What waits for a decision in Azure DevOps, and decisions on it.");
const ofApprovals = (name: string, description: string) => {
  const added = approvals.command(name).description(description).addHelpText("after", aboutToken);
  const one = new Option("--run <id>", "one run only: the number in its address, buildId");
  for (const option of [...azureOptions(), one.argParser(wholeNumber(1, 2 ** 31 - 1)), artifact(), json()])
    added.addOption(option);
  return added;
};

ofApprovals("list", "Shows what waits, since when, and who may decide.").action((options) =>
  run(async (c) => (await import("./commands/approvals.ts")).listApprovals(c, options)),
);

for (const [name, decision, description] of [
  ["approve", "approved", "Approves the artifacts that wait, each at the digest of its files."],
  ["reject", "rejected", "Rejects the artifacts that wait."],
] as const) {
  ofApprovals(name, description)
    .addOption(new Option("--comment <text>", "why"))
    .addOption(new Option("--yes", "do not ask"))
    .action((options) =>
      run(async (c) => (await import("./commands/approvals.ts")).decideApprovals(c, decision, options)),
    );
}

command(
  "setup",
  "Makes what a project in Azure DevOps needs for releases; weakens nothing.",
  ...azureOptions(),
)
  .argument("[ROOT]", "folder above the ci.yml files", ".")
  .addHelpText("after", aboutToken)
  .addOption(new Option("--dry-run", "print the plan, and change nothing"))
  .addOption(
    new Option("--check", "for CI: exit code 1 for whatever is missing or differs").conflicts("dryRun"),
  )
  .addOption(
    new Option("--environment <name>", "environment whose approval check asks").default("package-publish"),
  )
  .addOption(
    new Option("--group <name>", "group of those who may approve").default("Release to PyPI Approvers"),
  )
  .addOption(new Option("--service-connection <name>", "the one that publishes"))
  .addOption(
    new Option(
      "--template <file>",
      "the wrapper that pipelines must extend: <project>/<repository>/<path>.yml[@ref]",
    ),
  )
  .addOption(json())
  .action((root, options) => run(async (c) => (await import("./commands/setup.ts")).setup(c, root, options)));
