/** pip's settings as we read them, held against what pip itself says of the same files. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { childEnvironment } from "../../../src/adapters/child-environment.ts";
import { withPipSettings } from "../../../src/adapters/pip-settings.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

interface Told {
  readonly index: string | undefined;
  readonly extra: string | undefined;
  readonly masked: readonly string[];
  readonly uv: Readonly<Record<string, string>>;
}

/** What is told of files below a home, by path, with more variables; `$HOME` in those is the home. */
async function told(
  files: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<Told> {
  await using folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  const given = Object.entries(more).map(([name, value]) => [name, value.replaceAll("$HOME", folder.path)]);
  const bare = { HOME: folder.path, PATH: process.env["PATH"], XDG_CONFIG_DIRS: join(folder.path, "xdg") };
  const env = { ...bare, ...(Object.fromEntries(given) as Record<string, string>) };
  const masked: string[] = [];
  const found = withPipSettings(env, (secret) => masked.push(secret));
  const [index, extra] = [found["PIP_INDEX_URL"], found["PIP_EXTRA_INDEX_URL"]];
  assert.deepEqual({ index, extra }, pipSays(env), "pip says otherwise");
  return { index, extra, masked, uv: childEnvironment(found, true) };
}

/** What pip makes of the same; its own section counts above all. */
function pipSays(env: Readonly<Record<string, string | undefined>>) {
  const { stdout } = spawnSync("python3", ["-m", "pip", "config", "list"], { encoding: "utf8", env });
  const lines = stdout.split("\n");
  const value = (option: string) => {
    const of = (section: string) => lines.find((line) => line.startsWith(`${section}.${option}=`));
    const line = of(":env:") ?? of("install") ?? of("global");
    const text = line?.slice(line.indexOf("=") + 2, -1);
    return text?.replaceAll("\\n", " ").trim().replace(/ +/g, " ");
  };
  return { index: value("index-url"), extra: value("extra-index-url") };
}

describe("where pip takes packages from", function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform !== "linux") this.skip();
  });
  const index = (name: string) => `[global]\nindex-url = https://${name}.example/simple/\n`;

  it("is said by the user's file, and uv is told", async () => {
    const { index: found, uv } = await told({ ".config/pip/pip.conf": index("user") });
    assert.equal(found, "https://user.example/simple/");
    assert.equal(uv["UV_DEFAULT_INDEX"], "https://user.example/simple/");
    assert.equal((await told({ ".pip/pip.conf": index("old") })).index, "https://old.example/simple/");
    assert.equal(
      (await told({ "elsewhere/pip/pip.conf": index("xdg") }, { XDG_CONFIG_HOME: "$HOME/elsewhere" })).index,
      "https://xdg.example/simple/",
    );
    assert.equal((await told({})).index, undefined);
  });

  it("is said by the file that counts most", async () => {
    const all = {
      "xdg/pip/pip.conf": index("shared"),
      ".pip/pip.conf": index("old"),
      ".config/pip/pip.conf": index("user"),
      "named.conf": "[global]\nextra-index-url = https://named.example/\n",
    };
    assert.equal((await told(all)).index, "https://user.example/simple/");
    const named = await told(all, { PIP_CONFIG_FILE: "$HOME/named.conf" });
    assert.deepEqual(
      [named.index, named.extra],
      ["https://shared.example/simple/", "https://named.example/"],
    );
    assert.equal(
      (await told(all, { PIP_CONFIG_FILE: "$HOME/none.conf" })).index,
      "https://user.example/simple/",
    );
    assert.equal((await told(all, { PIP_CONFIG_FILE: "/dev/null" })).index, undefined);
    const set = await told(all, { PIP_INDEX_URL: "https://set.example/" });
    assert.equal(set.index, "https://set.example/");
  });

  it("is said by the file of the Python in use", async () => {
    await using folder = await temporaryFolder();
    const place = folder.path;
    mkdirSync(join(place, "python/bin"), { recursive: true });
    mkdirSync(join(place, "venv"));
    writeFileSync(join(place, "python/bin/python3"), "");
    writeFileSync(join(place, "python/pip.conf"), index("prefix"));
    writeFileSync(join(place, "venv/pip.conf"), index("venv"));
    const env = { HOME: place, PATH: `${place}/none:${place}/python/bin`, XDG_CONFIG_DIRS: place };
    const mask = () => undefined;
    assert.equal(withPipSettings(env, mask)["PIP_INDEX_URL"], "https://prefix.example/simple/");
    const inside = withPipSettings({ ...env, VIRTUAL_ENV: `${place}/venv` }, mask);
    assert.equal(inside["PIP_INDEX_URL"], "https://venv.example/simple/");
  });

  it("is read as pip reads it", async () => {
    const text = `# a comment
[list]
index-url = https://wrong.example/
[global]
Index_URL: https://a.example/simple/
extra-index-url =
    https://b.example/
    ; no value
    https://c.example/
[install]
index-url = https://d.example/%20x/
`;
    const { index: found, extra, uv } = await told({ ".config/pip/pip.conf": text });
    assert.equal(found, "https://d.example/%20x/");
    assert.equal(extra, "https://b.example/ https://c.example/");
    assert.equal(uv["UV_INDEX"], extra);
  });

  it("holds secrets that are shown nowhere", async () => {
    const { masked } = await told(
      { ".config/pip/pip.conf": "[global]\nindex-url = https://rosa:pass%20word@feed.example/\n" },
      {
        PIP_EXTRA_INDEX_URL: "https://atoken@a.example/ https://b.example/",
        UV_INDEX: "x=https://u:hidden@c.example/",
      },
    );
    assert.deepEqual(new Set(masked), new Set(["pass%20word", "pass word", "atoken", "hidden"]));
  });
});
