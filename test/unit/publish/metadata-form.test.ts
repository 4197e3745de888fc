import assert from "node:assert/strict";
import { parseCoreMetadata } from "../../../src/distributions/core-metadata.ts";
import { metadataForm } from "../../../src/publish/metadata-form.ts";

const digests = { sha256: "a".repeat(64), md5: "b".repeat(32), blake2b256: "c".repeat(64) };
const wheel = { name: "demo-1.0-py2.py3-none-any.whl", kind: "wheel" as const, ...digests, size: 1 };
const sdist = { name: "demo-1.0.tar.gz", kind: "sdist" as const, ...digests, size: 1 };
const artifact = { package: "demo", version: "1.0" };

function form(text: string, file: typeof wheel | typeof sdist = wheel) {
  const metadata = parseCoreMetadata(new TextEncoder().encode(text));
  assert.ok("fields" in metadata);
  return metadataForm(metadata, file, artifact);
}

function values(text: string, file?: typeof wheel | typeof sdist): Record<string, string[]> {
  const fields = form(text, file);
  assert.ok(!("problem" in fields), JSON.stringify(fields));
  const grouped: Record<string, string[]> = {};
  for (const [name, value] of fields) (grouped[name] ??= []).push(value);
  return grouped;
}

describe("metadataForm", () => {
  it("has every field under the name of the upload API", () => {
    const text = `Metadata-Version: 2.5
Name: Demo
Version: 1.0
Summary: S
Keywords: a,b
Author: A
Author-email: a@example.com
Maintainer: M
Maintainer-email: m@example.com
Requires-Python: >=3.9
License-Expression: MIT
License-File: LICENSE
License-File: NOTICE
Platform: any
Supported-Platform: x
Classifier: C :: D
Classifier: E
Requires-Dist: x>1; extra == 'y'
Provides-Extra: y
Project-URL: Home, https://example.com
Dynamic: version
Import-Name: demo
Import-Namespace: ns
Provides-Dist: p
Obsoletes-Dist: o
Requires-External: C
Home-page: h
Download-URL: d
Description-Content-Type: text/markdown
X-Own: ignored

Body`;
    assert.deepEqual(values(text), {
      ":action": ["file_upload"],
      protocol_version: ["1"],
      filetype: ["bdist_wheel"],
      pyversion: ["py2.py3"],
      md5_digest: [wheel.md5],
      sha256_digest: [wheel.sha256],
      blake2_256_digest: [wheel.blake2b256],
      metadata_version: ["2.5"],
      name: ["Demo"],
      version: ["1.0"],
      summary: ["S"],
      description: ["Body"],
      description_content_type: ["text/markdown"],
      keywords: ["a,b"],
      home_page: ["h"],
      download_url: ["d"],
      author: ["A"],
      author_email: ["a@example.com"],
      maintainer: ["M"],
      maintainer_email: ["m@example.com"],
      license_expression: ["MIT"],
      requires_python: [">=3.9"],
      classifiers: ["C :: D", "E"],
      project_urls: ["Home, https://example.com"],
      requires_dist: ["x>1; extra == 'y'"],
      provides_dist: ["p"],
      obsoletes_dist: ["o"],
      requires_external: ["C"],
      provides_extra: ["y"],
      dynamic: ["version"],
      platform: ["any"],
      supported_platform: ["x"],
      license_file: ["LICENSE", "NOTICE"],
      import_name: ["demo"],
      import_namespace: ["ns"],
    });
  });

  it("leaves out License-File from before metadata 2.4, and calls an sdist's Python `source`", () => {
    const fields = values("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nLicense-File: LICENSE\n", sdist);
    assert.equal(fields["license_file"], undefined);
    assert.deepEqual(
      [fields["filetype"], fields["pyversion"], fields["requires_python"]],
      [["sdist"], ["source"], [""]],
    );
  });

  for (const [what, text] of [
    ["another name", "Metadata-Version: 2.1\nName: other\nVersion: 1.0\n"],
    ["another version", "Metadata-Version: 2.1\nName: demo\nVersion: 1.1\n"],
    ["two names", "Metadata-Version: 2.1\nName: demo\nName: other\nVersion: 1.0\n"],
    ["no version", "Metadata-Version: 2.1\nName: demo\n"],
  ] as const) {
    it(`refuses ${what}`, () => assert.ok("problem" in form(text)));
  }
});
