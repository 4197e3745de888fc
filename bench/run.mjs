// `npm run bench`: measures what is claimed about speed, as ratios to peers in the same run.
import { bundle, checkNode, install } from "../scripts/prepare.mjs";
import { bench as start } from "./start/bench.mjs";
import { bench as validate } from "./validate/bench.mjs";

checkNode();
install();
bundle();
if (!validate(7)) process.exitCode = 1;
if (!(await start(15))) process.exitCode = 1;
