/**
 * What a child process may see of our environment. A list of what is let through, not of what is held back: a
 * secret that nobody thought of stays here.
 */

const names = new Set(
  `
  PATH HOME LANG LANGUAGE TZ TMPDIR TEMP TMP USER LOGNAME SHELL TERM
  XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME
  HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY SSL_CERT_FILE SSL_CERT_DIR
  REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NODE_EXTRA_CA_CERTS GIT_SSL_CAINFO
  CC CXX CFLAGS CXXFLAGS LDFLAGS MACOSX_DEPLOYMENT_TARGET PYENV_ROOT PYENV_VERSION
  SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE APPDATA LOCALAPPDATA
  PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS
  `
    .trim()
    .split(/\s+/),
);

/** Settings of pip and uv: where packages come from, which may take a credential. Not how uv publishes, and no token. */
const sources = [/^PIP_(?!.*TOKEN)/, /^UV_(?!PUBLISH_|.*TOKEN)/];

/** The part of `env` that a child gets, with `extra` on top. `installs`: whether it installs packages. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  installs: boolean,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const patterns = [/^LC_/, ...(installs ? sources : [])];
  const passed = Object.entries(env).filter((entry): entry is [string, string] => {
    const name = entry[0].toUpperCase();
    return entry[1] !== undefined && (names.has(name) || patterns.some((pattern) => pattern.test(name)));
  });
  return { ...(installs ? forUv(env) : {}), ...Object.fromEntries(passed), ...extra };
}

/** uv does not read pip's variables, which is where PipAuthenticate leaves a feed; its own come first. */
function forUv(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const { PIP_INDEX_URL: index, PIP_EXTRA_INDEX_URL: extra } = env;
  const has = (...variables: string[]) => variables.some((name) => env[name] !== undefined);
  return {
    ...(index === undefined || has("UV_DEFAULT_INDEX", "UV_INDEX_URL") ? {} : { UV_DEFAULT_INDEX: index }),
    ...(extra === undefined || has("UV_INDEX", "UV_EXTRA_INDEX_URL") ? {} : { UV_INDEX: extra }),
  };
}
