// `npm test`: on a fresh clone installs what is missing, checks, builds, and runs every test.
import { bundle, checkNode, install, root, run } from "./prepare.mjs";

/** They may build dist/ anew, which the others run from: not at the same time. */
const alone = ["test/bundle/extension-package.test.ts", "test/e2e/start.test.ts"];
const every = "test/{unit,contract,bundle,e2e,browser}/**/*.test.ts";

const mocha = (...args) => run("npx", ["mocha", ...args], { stdio: "inherit" });

checkNode();
install();
install(`${root}test/support/node24`);
run("npm", ["run", "--silent", "check"]);
bundle();
if (process.platform === "linux" && process.arch === "x64") {
  // Unpacked once, before two test files at a time would both write it, and start it half-written (ETXTBSY).
  const { default: chromium } = await import("@sparticuz/chromium");
  await chromium.executablePath();
}
const words = process.argv.slice(2);
mocha("--parallel", "--jobs=2", ...alone.map((file) => `--ignore=${file}`), ...words, every);
mocha(...words, ...alone);
