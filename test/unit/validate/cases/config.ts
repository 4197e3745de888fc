/** The rule about gatehouse.yml: what it fires on, and where. `good` cases are silent. */
import type { Cases } from "./cases.ts";

const path = "sdk/gatehouse.yml";
const fault = {
  path,
  line: 2,
  column: 1,
  message: '"indx" is no setting.',
  remedy: "Did you mean `index`?",
};
const mention = (value: string) => ({ value, path, line: 4, column: 3 });

export const configCases: Cases = {
  config: {
    bad: [
      [{ configFaults: [fault] }, "config error gatehouse.yml:2:1"],
      [{ settings: { ruleNames: [mention("versoin")] } }, "config error gatehouse.yml:4:3"],
      [
        { configFaults: [fault], settings: { ruleNames: [mention("version"), mention("constructor")] } },
        "config error gatehouse.yml:2:1",
        "config error gatehouse.yml:4:3",
      ],
    ],
    good: [{ settings: { ruleNames: [mention("version"), mention("config")] } }],
  },
};
