/** Files of settings as Python's `RawConfigParser` reads them: `.pypirc`, `pip.conf`. */

/**
 * Values by option, in lower case, by section. `%`, `#`, `;` and quotes inside a value are the value: libraries for INI files
 * cut a password at `;` or `#`, so none is used. A value of several lines has line feeds in it. Lines that make no sense are
 * passed over; this never throws.
 */
export function readSections(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let options: Map<string, string> | null = null;
  let option: { name: string; indent: number } | null = null;
  for (const line of text.split(/\r\n|[\r\n]/)) {
    const value = line.trim();
    if (value === "" || /^[#;]/.test(value)) continue;
    const indent = line.length - line.trimStart().length;
    const [, header] = /^\[([^\]]+)\]/.exec(value) ?? [];
    if (option !== null && options !== null && indent > option.indent) {
      options.set(option.name, `${options.get(option.name) ?? ""}\n${value}`);
    } else if (header !== undefined) {
      options = sections.get(header) ?? new Map<string, string>();
      sections.set(header, options);
      option = null;
    } else {
      const at = value.search(/[=:]/);
      if (at < 1 || options === null) continue;
      option = { name: value.slice(0, at).trim().toLowerCase(), indent };
      options.set(option.name, value.slice(at + 1).trim());
    }
  }
  return sections;
}
