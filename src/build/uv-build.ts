/** How a package is built: the command line and the environment of `uv build`. */

export interface UvBuild {
  /** Path of the Python that builds. */
  readonly python: string;
  /** Folder of the package (a copy: back ends write into it). */
  readonly source: string;
  readonly out: string;
  /** Seconds since 1970 that go into the archives as the time of every file. */
  readonly epoch: number;
}

/** An sdist, then the wheel from that sdist, which is what users get. */
export function uvBuildArgs({ python, source, out }: UvBuild): string[] {
  const where = ["--out-dir", out, "--python", python];
  return ["build", "--no-sources", "--no-create-gitignore", "--color", "never", ...where, "--", source];
}

export function uvBuildEnvironment({ epoch }: UvBuild): Record<string, string> {
  return {
    SOURCE_DATE_EPOCH: String(epoch),
    PYTHONHASHSEED: "0",
    PYTHONDONTWRITEBYTECODE: "1",
    NO_COLOR: "1",
  };
}

/** The lines of a failed build that say why: the last ones, without uv's own frame of them. */
export function buildFailure(stdout: string, stderr: string): string {
  const lines = `${stdout}\n${stderr}`.split(/\r?\n/).map((line) => line.trimEnd());
  const telling = lines.filter(
    (line) => line.trim() !== "" && !/^\s*(?:hint:|Building |\[std(?:out|err)\])/.test(line),
  );
  return telling.slice(-12).join("\n").slice(-1500) || "the back end said nothing";
}
