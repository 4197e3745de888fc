/** The parameters of Gatehouse's own templates. A test compares the lists with `templates/`. */

/** What `templates/release.yml` and `templates/stages.yml` read. */
export const readParameters = [
  "ServiceDirectory",
  "Artifacts",
  "Root",
  "Environment",
  "PythonUploadServiceConnection",
  "Index",
  "ReleaseBranches",
  "ReleaseReasons",
  "ApproverGroup",
  "MinimumApprovers",
  "RequireDigest",
  "AllowRequester",
  "RequiredOwner",
  "RetainDays",
  "Pool",
  "PythonVersion",
  "TestPythonVersions",
  "BuildJobs",
  "BeforeBuildSteps",
  "BeforeTestSteps",
  "AfterTestSteps",
];

/** What they take, since files of the Azure SDK's archetype pass it, and make nothing of. */
export const ignoredParameters = [
  "AdditionalMatrixConfigs",
  "AdditionalTestMatrix",
  "ArtifactName",
  "BeforePublishSteps",
  "BuildDocs",
  "BuildTargetingString",
  "BuildTargettingString",
  "CondaArtifacts",
  "DevFeedName",
  "EnvVars",
  "ExcludePaths",
  "GenerateApiReviewForManualOnly",
  "InjectedPackages",
  "InstallMsRustToolchain",
  "MatrixConfigs",
  "MatrixFilters",
  "MatrixReplace",
  "MsRustWorkingDirectory",
  "oneESTemplateTag",
  "PublicFeed",
  "PublicPublishEnvironment",
  "ReleasePlanId",
  "SkipPrValidation",
  "SkipPythonVersion",
  "TargetDocRepoName",
  "TargetDocRepoOwner",
  "TestMarkArgument",
  "TestPipeline",
  "TestProxy",
  "TestTimeoutInMinutes",
  "ToxEnvParallel",
  "TriggeringPaths",
  "UnsupportedToxEnvironments",
  "ValidateFormatting",
  "VerifyAutorest",
];

/** Whether `template`, as a ci.yml names it, is one of ours: `/templates/release.yml@gatehouse`. */
export function isOwnTemplate(template: string): boolean {
  return /(?:^|\/)templates\/(?:release|stages)\.yml(?:@[^@/]+)?$/i.test(template);
}
