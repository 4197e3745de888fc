/**
 * Where pip takes packages from, as its files of settings say: uv, which installs for us, does not read them.
 * https://pip.pypa.io/en/stable/topics/configuration/
 */
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { readSections } from "../index/config-parser.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Options of pip by the variable that says the same. */
const variables = { "index-url": "PIP_INDEX_URL", "extra-index-url": "PIP_EXTRA_INDEX_URL" } as const;

/**
 * `env`, and where it does not say itself where packages come from, what pip's files say of it. Each password in those
 * addresses, and in those that were there, is handed to `mask`.
 */
export function withPipSettings(env: Environment, mask: (secret: string) => void): Environment {
  const found = new Map(pipFiles(env).flatMap((path) => [...settingsIn(readOrEmpty(path))]));
  const added = Object.entries(variables).flatMap(([option, variable]) => {
    const value = found.get(option);
    return value === undefined || value === "" || env[variable] !== undefined
      ? []
      : [[variable, value] as const];
  });
  const all: Environment = { ...env, ...Object.fromEntries(added) };
  for (const [name, value] of Object.entries(all)) {
    if (/^(?:PIP|UV)_.*(?:INDEX|FIND_LINKS)/i.test(name))
      for (const secret of secretsIn(value ?? "")) mask(secret);
  }
  return all;
}

/** pip's files, those that count less first. With `PIP_CONFIG_FILE` the user's own are left out; a null device stands for none at all. */
function pipFiles(env: Environment): string[] {
  const named = env["PIP_CONFIG_FILE"];
  if (named === "/dev/null" || named?.toLowerCase() === "nul") return [];
  const windows = process.platform === "win32";
  const file = windows ? "pip.ini" : "pip.conf";
  const { global, user } = windows ? windowsFiles(env) : unixFiles(env);
  const own = named !== undefined && readOrNull(named) !== null;
  const site = prefix(env);
  return [
    ...global,
    ...(own ? [] : user),
    ...(site === null ? [] : [join(site, file)]),
    ...(named === undefined ? [] : [named]),
  ];
}

function windowsFiles({ APPDATA = "", USERPROFILE = "", PROGRAMDATA = "C:\\ProgramData" }: Environment) {
  return {
    global: [join(PROGRAMDATA, "pip", "pip.ini")],
    user: [join(USERPROFILE, "pip", "pip.ini"), join(APPDATA, "pip", "pip.ini")],
  };
}

function unixFiles({ HOME = "", XDG_CONFIG_HOME, XDG_CONFIG_DIRS = "/etc/xdg" }: Environment) {
  const apple = process.platform === "darwin";
  const shared = apple ? ["/Library/Application Support"] : XDG_CONFIG_DIRS.split(delimiter).filter(Boolean);
  const modern = join(XDG_CONFIG_HOME ?? join(HOME, ".config"), "pip", "pip.conf");
  const ofApple = join(HOME, "Library/Application Support/pip/pip.conf");
  return {
    global: [...shared.map((folder) => join(folder, "pip", "pip.conf")), "/etc/pip.conf"],
    user: [join(HOME, ".pip", "pip.conf"), ...(apple ? [modern, ofApple] : [modern])],
  };
}

/** The prefix of the Python in use: that of the virtual environment, else of the first Python on PATH. */
function prefix({ VIRTUAL_ENV, PATH = "" }: Environment): string | null {
  if (VIRTUAL_ENV !== undefined && VIRTUAL_ENV !== "") return VIRTUAL_ENV;
  const windows = process.platform === "win32";
  const names = windows ? ["python.exe"] : ["python3", "python"];
  const places = PATH.split(delimiter).filter((folder) => folder !== "");
  const found = places.find((folder) => names.some((name) => existsSync(join(folder, name))));
  return found === undefined || windows ? (found ?? null) : dirname(found);
}

/** The options of the sections `global` and `install`, the second of which counts more; `index_url` is `index-url`. */
function settingsIn(text: string): Map<string, string> {
  const sections = readSections(text);
  const options = ["global", "install"].flatMap((name) => [...(sections.get(name) ?? [])]);
  return new Map(
    options.map(([name, value]) => [
      name.replace(/^--/, "").replaceAll("_", "-"),
      value.replaceAll("\n", " ").trim(),
    ]),
  );
}

/** The passwords in addresses, as they are written and as they are meant; a name without a password is a token. */
function secretsIn(addresses: string): string[] {
  return [...addresses.matchAll(/:\/\/([^/@\s]+)@/g)].flatMap(([, login = ""]) => {
    const secret = login.includes(":") ? login.slice(login.indexOf(":") + 1) : login;
    // A few letters stand everywhere.
    return secret.length < 4 ? [] : [...new Set([secret, decoded(secret)])];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function readOrEmpty(path: string): string {
  return readOrNull(path) ?? "";
}
