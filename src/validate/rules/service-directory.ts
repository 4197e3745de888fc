/** The parameter `ServiceDirectory` of the template. */
import { quote } from "../../ci/quote.ts";
import { lastPart } from "../../packages/paths.ts";
import type { Rule } from "../rule.ts";
import { inCi } from "./places.ts";

export const serviceDirectory: Rule = {
  name: "service-directory",
  severity: "warning",
  summary: "The parameter `ServiceDirectory` is the folder that ci.yml lies in.",
  check: (context) => {
    const { ci, folder } = context.service;
    const given = ci.serviceDirectory;
    // A macro is known to a pipeline alone.
    if (given === null || given.value.includes("$(")) return [];
    const written = given.value.trim().replace(/^\.\/+|\/+$/g, "");
    const name = lastPart(folder);
    const isPath = written.includes("/");
    if (isPath ? folder.endsWith(`/${written}`) && !written.startsWith("sdk/") : written === name) return [];
    const message = `ServiceDirectory is ${quote(given.value)}, but this ci.yml lies in ${quote(name)}.`;
    const remedy = `Write \`ServiceDirectory: ${name}\`: templates put it behind \`sdk/\`.`;
    return [inCi(context, given, { message, remedy })];
  },
};
