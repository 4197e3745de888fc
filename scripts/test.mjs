// `npm test`: on a fresh clone installs what is missing, checks, builds, and runs every test.
import { bundle, checkNode, install, root, run } from "./prepare.mjs";

checkNode();
install();
install(`${root}test/support/node24`);
run("npm", ["run", "--silent", "check"]);
bundle();
run("npx", ["mocha", ...process.argv.slice(2)], { stdio: "inherit" });
