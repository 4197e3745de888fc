// `npm run bench`: measures what is claimed about speed, as ratios to peers in the same run.
import { bundle, checkNode, install } from "../scripts/prepare.mjs";
import { bench as build } from "./build/bench.mjs";
import { bench as inspect } from "./inspect/bench.mjs";
import { bench as page } from "./page/bench.mjs";
import { bench as publish } from "./publish/bench.mjs";
import { bench as start } from "./start/bench.mjs";
import { bench as validate } from "./validate/bench.mjs";

checkNode();
install();
bundle();
const kept = [validate(7), build(3), await inspect(7), page(), await publish(5), await start(15)];
if (kept.includes(false)) process.exitCode = 1;
