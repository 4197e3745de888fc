/** docs/commands.md: each command's arguments and options, from the definitions that it runs by. */
import type { Command } from "commander";
import { program } from "../src/cli/program.ts";

const head = `# The command

Every command with all that it takes, as \`gatehouse <command> --help\` says it. Made by \`npm run docs\` from \`src/cli/program.ts\`. A release by hand is in [by-hand.md](by-hand.md), those for Azure DevOps
are explained in [azure-commands.md](azure-commands.md). Credentials, caches and what child processes see are in [configuration.md](configuration.md).

Exit codes: **0** done; **1** the answer is no; **2** called wrongly, or an input can't be read; **3** the world outside failed, run again; **130** interrupted.
`;

export function commandsPage(): string {
  return [head, ...program.commands.flatMap((command) => [command, ...command.commands]).map(section)].join(
    "\n",
  );
}

function section(command: Command): string {
  const help = program.createHelp();
  const fullName =
    command.parent === program ? command.name() : `${command.parent?.name()} ${command.name()}`;
  const options = help.visibleOptions(command).filter(({ long }) => long !== "--help");
  const rows = [
    ...help.visibleArguments(command).map((one) => [help.argumentTerm(one), help.argumentDescription(one)]),
    ...options.map((one) => [
      help.optionTerm(one),
      `${help.optionDescription(one)}${one.mandatory ? " (required)" : ""}`,
    ]),
  ];
  const table = rows.map(([term, text]) => `| \`${cell(term)}\` | ${cell(text).replaceAll("<", "&lt;")} |`);
  return [
    `## ${fullName}`,
    "",
    help.subcommandDescription(command),
    "",
    "```text",
    help.commandUsage(command),
    "```",
    "",
    ...(table.length === 0 ? [] : ["| | |", "|---|---|", ...table, ""]),
  ].join("\n");
}

function cell(text = ""): string {
  return text.replaceAll("|", "\\|");
}
