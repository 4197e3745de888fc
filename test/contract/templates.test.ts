/** The stage templates, expanded as Azure Pipelines does it when a run begins. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { expandTemplate, type Value } from "../support/expand-template.ts";
import { ignoredParameters, readParameters } from "../../src/ci/template-parameters.ts";
import { root } from "../support/root.ts";

type Mapping = Readonly<Record<string, Value>>;
const folder = join(root, "templates");
const textOf = (name: string) => readFileSync(join(folder, name), "utf8");
const parametersOf = (name: string) => (parse(textOf(name)) as { parameters: Mapping[] }).parameters;

const core = { name: "contoso_core", safeName: "contosocore" };
const blob = { name: "contoso_storage_blob", safeName: "contosostorageblob", dependsOn: ["contosocore"] };
const widgets = {
  name: "contoso_mgmt_widgets",
  safeName: "contosomgmtwidgets",
  dependsOn: ["contosocore", "contosostorageblob"],
};
const byHand = { "Build.Reason": "Manual", "Build.SourceBranch": "refs/heads/main" };

function expanded(parameters: Mapping, variables: Mapping = byHand, file = "release.yml"): Mapping {
  return expandTemplate(
    join(folder, file),
    { ServiceDirectory: "contoso", Artifacts: [core], ...parameters },
    variables,
  );
}

const inputsOf = (step: Mapping | undefined) => (step?.["inputs"] ?? {}) as Mapping;
const say = (value: Value | undefined) => (typeof value === "string" ? value : JSON.stringify(value ?? null));
const list = (value: Value | undefined): readonly Mapping[] => (value ?? []) as readonly Mapping[];
const names = (value: Value | undefined) =>
  (Array.isArray(value) ? (value as readonly Value[]) : [value]).map(say).join(", ");

/** What a person would want to know of a run, in a few lines. */
function outline(pipeline: Mapping): string {
  const lines: string[] = [];
  for (const stage of list(pipeline["stages"])) {
    const after = stage["dependsOn"] === undefined ? "" : ` after ${names(stage["dependsOn"])}`;
    lines.push(`${say(stage["stage"])}${after}`);
    if (stage["condition"] !== undefined) lines.push(`  if ${say(stage["condition"])}`);
    for (const job of list(stage["jobs"])) {
      const what = say(job["job"] ?? `${say(job["deployment"])} on ${say(job["environment"])}`);
      const waits = job["dependsOn"] === undefined ? "" : ` after ${names(job["dependsOn"])}`;
      const condition = job["condition"] === undefined ? "" : ` if ${say(job["condition"])}`;
      const { parallel = 1 } = (job["strategy"] ?? {}) as { parallel?: number };
      lines.push(`  ${what}${waits}${condition}${parallel === 1 ? "" : ` ×${parallel}`}`);
    }
  }
  return lines.join("\n");
}

const buildStage = `Build
  Build
  Test_3_12 after Build
  Collect after Build, Test_3_12 if not(canceled())`;
const stageOf = (name: string, after: string, condition: string) => `Release_${name} after ${after}
  if and(not(canceled()), eq(dependencies.Build.outputs['Collect.collect.release_${name}'], 'true'), ne(dependencies.Build.outputs['Collect.collect.digest_${name}'], '')${condition})
  Publish on package-publish
  Tag after Publish`;
const needing = (sibling: string) =>
  `, or(in(dependencies.Release_${sibling}.result, 'Succeeded', 'SucceededWithIssues'), eq(dependencies.Build.outputs['Collect.collect.released_${sibling}'], 'true'))`;

/** Every step of a pipeline, those of deployments too. */
function steps(value: Value): Mapping[] {
  if (Array.isArray(value)) return value.flatMap(steps);
  if (typeof value !== "object" || value === null) return [];
  const { steps: own = [], ...rest } = value as Mapping;
  return [...list(own), ...Object.values(rest).flatMap(steps)];
}

describe("the stage template", () => {
  it("releases one artifact in a stage of its own", () => {
    assert.equal(outline(expanded({})), `${buildStage}\n${stageOf("contosocore", "Build", "")}`);
  });

  it("lets each artifact wait for the siblings it needs, unless those are released already", () => {
    assert.equal(
      outline(expanded({ Artifacts: [core, blob, widgets] })),
      [
        buildStage,
        stageOf("contosocore", "Build", ""),
        stageOf("contosostorageblob", "Build, Release_contosocore", needing("contosocore")),
        stageOf(
          "contosomgmtwidgets",
          "Build, Release_contosocore, Release_contosostorageblob",
          needing("contosocore") + needing("contosostorageblob"),
        ),
      ].join("\n"),
    );
  });

  for (const [what, variables] of [
    ["a pull request", { "Build.Reason": "PullRequest", "Build.SourceBranch": "refs/pull/7/merge" }],
    [
      "a pull request that claims the branch",
      { "Build.Reason": "PullRequest", "Build.SourceBranch": "refs/heads/main" },
    ],
    ["another branch", { "Build.Reason": "Manual", "Build.SourceBranch": "refs/heads/feature/x" }],
    ["a push", { "Build.Reason": "IndividualCI", "Build.SourceBranch": "refs/heads/main" }],
  ] as const) {
    it(`only validates, builds and tests for ${what}`, () => {
      const pipeline = expanded({ ReleaseReasons: ["Manual", "PullRequest"] }, variables);
      assert.equal(outline(pipeline), buildStage);
      for (const task of ["GatehouseValidate@1", "GatehouseBuild@1"]) {
        const step = steps(pipeline).find((one) => one["task"] === task);
        assert.equal(inputsOf(step)["mode"], "pull-request");
      }
    });
  }

  it("shares building and testing among jobs, and tests on every Python that is named", () => {
    const pipeline = expanded({ BuildJobs: 4, TestPythonVersions: ["3.9", "3.14"] });
    assert.equal(
      outline(pipeline).split("\nRelease_")[0],
      `Build
  Build ×4
  Test_3_9 after Build ×4
  Test_3_14 after Build ×4
  Collect after Build, Test_3_9, Test_3_14 if not(canceled())`,
    );
    const collect = steps(pipeline).find((step) => step["task"] === "GatehouseCollect@1");
    assert.equal(inputsOf(collect)["pythonVersions"], "3.9,3.14");
  });

  it("runs given steps where they belong: in Build and Test, never beside a credential", () => {
    const pipeline = expanded({
      BeforeBuildSteps: [{ task: "Before@1" }],
      BeforeTestSteps: [{ task: "BeforeTest@1" }],
      AfterTestSteps: [{ task: "AfterTest@1" }],
    });
    const jobs = list(list(pipeline["stages"])[0]?.["jobs"]);
    const tasks = (job: Mapping | undefined) => list(job?.["steps"]).map((step) => step["task"]);
    assert.ok(tasks(jobs[0]).indexOf("Before@1") < tasks(jobs[0]).indexOf("GatehouseValidate@1"));
    const at = ["BeforeTest@1", "GatehouseTest@1", "AfterTest@1"].map((task) => tasks(jobs[1]).indexOf(task));
    assert.deepEqual(
      at,
      at.toSorted((a, b) => a - b),
    );
    assert.equal(steps(pipeline).filter((step) => /Before|After/.test(say(step["task"]))).length, 3);
  });

  it("takes every parameter that ci.yml files of the Azure SDK pass, and no unknown one", () => {
    const seen =
      "TestProxy ValidateFormatting MatrixConfigs TestTimeoutInMinutes BuildTargetingString BuildTargettingString GenerateApiReviewForManualOnly MatrixFilters BuildDocs VerifyAutorest CondaArtifacts AdditionalTestMatrix SkipPythonVersion TestPipeline TestMarkArgument TriggeringPaths ArtifactName InstallMsRustToolchain MsRustWorkingDirectory BeforeTestSteps AfterTestSteps ExcludePaths BeforePublishSteps InjectedPackages DevFeedName PublicFeed PublicPublishEnvironment TargetDocRepoOwner TargetDocRepoName AdditionalMatrixConfigs MatrixReplace oneESTemplateTag EnvVars SkipPrValidation ReleasePlanId ToxEnvParallel UnsupportedToxEnvironments".split(
        " ",
      );
    const declared = new Set(parametersOf("release.yml").map(({ name }) => name));
    assert.deepEqual(
      seen.filter((name) => !declared.has(name)),
      [],
    );
    assert.equal(outline(expanded({ TestProxy: false, TestTimeoutInMinutes: 75 })), outline(expanded({})));
    assert.throws(() => expanded({ Nope: true }), /unexpected parameters Nope/);
  });

  it("is the same to extend and to include", () => {
    assert.deepEqual(parametersOf("release.yml"), parametersOf("stages.yml"));
    assert.deepEqual(
      expanded({ Artifacts: [core, blob] }),
      expanded({ Artifacts: [core, blob] }, byHand, "stages.yml"),
    );
  });

  it("is passed only what it takes by the example of a wrapper", () => {
    const { extends: extended } = parse(textOf("wrapper.example.yml")) as {
      extends: { parameters: Mapping };
    };
    const declared = new Set(parametersOf("release.yml").map(({ name }) => name));
    assert.deepEqual(
      Object.keys(extended.parameters).filter((name) => !declared.has(name)),
      [],
    );
  });

  it("gives our tasks inputs that they have, and needs outputs that they set", () => {
    const pipeline = expanded({ Artifacts: [core, blob] });
    const ours = steps(pipeline).filter((step) => say(step["task"]).startsWith("Gatehouse"));
    assert.equal(ours.length, 4 + 2 * 3);
    for (const step of ours) {
      const name = say(step["task"]).replace("@1", "");
      const manifest = JSON.parse(readFileSync(join(root, "tasks", name, "task.json"), "utf8")) as {
        inputs: { name: string; required?: boolean }[];
      };
      const given = new Set(Object.keys(inputsOf(step)));
      const known = new Set(manifest.inputs.map((input) => input.name));
      assert.deepEqual(
        [...given].filter((input) => !known.has(input)),
        [],
        name,
      );
      const required = manifest.inputs.filter((input) => input.required).map((input) => input.name);
      assert.deepEqual(
        required.filter((input) => !given.has(input)),
        [],
        name,
      );
    }
    const outputs = [
      ...JSON.stringify(pipeline).matchAll(/(?:\$\(|'(?:\w+\.)?)(build|test|collect|gate|publish)\.(\w+)/g),
    ];
    const tasks = {
      build: "Build",
      test: "Test",
      collect: "Collect",
      gate: "Gate",
      publish: "Publish",
    } as const;
    for (const [, step, output = ""] of outputs) {
      const name = `Gatehouse${tasks[step as keyof typeof tasks]}`;
      const manifest = readFileSync(join(root, "tasks", name, "task.json"), "utf8");
      const { outputVariables, restrictions } = JSON.parse(manifest) as {
        outputVariables: { name: string }[];
        restrictions: { settableVariables: { allowed: string[] } };
      };
      const settable = [
        ...outputVariables.map((variable) => variable.name),
        ...restrictions.settableVariables.allowed.map((one) => one.replace("*", "")),
      ];
      assert.ok(
        settable.some((one) => output === one || (one.endsWith("_") && output.startsWith(one))),
        `${name} sets no ${output}`,
      );
    }
  });

  it("checks nothing out where the credential is, and takes nothing but the record there", () => {
    const [, release] = list(expanded({})["stages"]);
    const [publish] = list(release?.["jobs"]);
    const inside = steps(publish as Mapping);
    assert.deepEqual(inside.slice(0, 2), [{ checkout: "none" }, { download: "none" }]);
    const downloads = inside.filter((step) => say(step["task"]).startsWith("Download"));
    assert.deepEqual(
      downloads.map((step) => inputsOf(step)["artifactName"]),
      ["$(recordArtifact)"],
    );
    const { NODE_OPTIONS, NODE_TLS_REJECT_UNAUTHORIZED } = (publish?.["variables"] ?? {}) as Mapping;
    assert.deepEqual([NODE_OPTIONS, NODE_TLS_REJECT_UNAUTHORIZED], ["", ""]);
  });

  it("keeps the run of a release for two years, or as long as it is told, in the job that tags", () => {
    for (const [parameters, days] of [
      [{}, 731],
      [{ RetainDays: 0 }, 0],
    ] as const) {
      const all = steps(expanded(parameters));
      const keeping = all.filter((step) => "retainDays" in inputsOf(step));
      assert.deepEqual(
        keeping.map((step) => [step["task"], inputsOf(step)["retainDays"]]),
        [["GatehouseTag@1", days]],
      );
    }
  });

  for (const file of readdirSync(folder)) {
    it(`has no script, and no parameter within a run-time expression but safe names: ${file}`, () => {
      const text = textOf(file);
      assert.doesNotMatch(text, /^\s*-?\s*(?:script|bash|pwsh|powershell):/m);
      for (const [line] of text.matchAll(/^.*(?:condition:|\$\[|dependencies\.).*$/gm)) {
        for (const [, inside] of line.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g))
          assert.match(
            inside ?? "",
            /^(?:parameters\.)?artifact\.safeName$|^sibling$|^join\(', ', parameters\.conditions\)$/,
          );
      }
    });
  }
});

describe("the documentation of the stage template", () => {
  it("has each parameter that does something, with its default", () => {
    const rows = new Map(
      [
        ...(readFileSync(join(root, "docs/template.md"), "utf8").split("## Parameters")[1] ?? "").matchAll(
          /^\| (`\w+`(?:, `\w+`)*) \| (.*?) \|/gm,
        ),
      ].flatMap(([, keys = "", fallback = ""]) =>
        keys.split(", ").map((key) => [key.slice(1, -1), fallback] as const),
      ),
    );
    const [effective = ""] = textOf("stages.yml").split("# Taken, and without effect");
    const declared = (parse(effective) as { parameters: Mapping[] }).parameters;
    assert.deepEqual([...rows.keys()].toSorted(), declared.map(({ name }) => say(name)).toSorted());
    for (const { name, default: fallback } of declared) {
      const said = (rows.get(say(name)) ?? "").replaceAll(/[`"[\]]/g, "");
      if (said === "none" || said.startsWith("index of")) assert.match(say(fallback), /^(?:\[\])?$/);
      else if (said === "required") assert.equal(fallback, undefined);
      else if (name === "Pool") assert.deepEqual(parse(said), fallback);
      else assert.equal(said, names(fallback), say(name));
    }
  });

  it("says what became of each parameter, and of each key of an artifact", () => {
    const text = readFileSync(join(root, "docs/moving-over.md"), "utf8");
    const keys =
      "name safeName dependsOn skipVerifyChangelog skipVerifyChangeLog skipPublishPackage skipPublishDevFeed skipPublishDocMs skipPublishDocGithubIo skipPublishDocs signBinaries triggeringPaths groupId";
    const missing = [...ignoredParameters, ...keys.split(" ")].filter(
      (name) => !text.includes(`\`${name}\``),
    );
    assert.deepEqual(missing, []);
  });

  it("is what validate knows of the parameters", () => {
    const [effective = "", ignored = ""] = textOf("stages.yml").split("# Taken, and without effect");
    const declared = (text: string) =>
      [...text.matchAll(/^ {2}- name: (\w+)$/gm)].map(([, name = ""]) => name);
    assert.deepEqual(declared(effective), readParameters);
    assert.deepEqual(declared(ignored).toSorted(), ignoredParameters.toSorted());
  });
});
