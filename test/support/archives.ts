/** Wheels and sdists of any contents, right or wrong, made by Python's own zipfile and tarfile. */
import { execFileSync } from "node:child_process";

/** A member; `link` makes it a symbolic one, `device` what is no file. */
export interface ArchiveMember {
  readonly name: string;
  readonly text?: string;
  readonly link?: string;
  /** Makes it a hard link. */
  readonly hard?: string;
  /** Makes it a sparse file, as GNU tar writes them. */
  readonly sparse?: true;
  readonly device?: true;
  /** Method of a zip: 0 stored, 8 deflated, 14 LZMA. */
  readonly method?: number;
  /** How often the text is repeated. */
  readonly times?: number;
}

const script = `
import base64, hashlib, io, json, sys, tarfile, warnings, zipfile
warnings.simplefilter("ignore")
path, members, record = json.load(sys.stdin)
def content(member):
    return (member.get("text", "") * member.get("times", 1)).encode()
if path.endswith(".whl"):
    rows = ""
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            entry = zipfile.ZipInfo(member["name"], (2026, 1, 1, 0, 0, 0))
            entry.compress_type = member.get("method", 8)
            if "link" in member:
                entry.external_attr = 0o120777 << 16
            data = member["link"].encode() if "link" in member else content(member)
            archive.writestr(entry, data)
            hashed = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            rows += f'{member["name"]},sha256={hashed},{len(data)}\\n'
        if record is not None:
            archive.writestr(record, rows + f"{record},,\\n")
else:
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            entry = tarfile.TarInfo(member["name"])
            data = content(member)
            entry.size = len(data)
            if "link" in member:
                entry.type, entry.linkname, entry.size = tarfile.SYMTYPE, member["link"], 0
            if "hard" in member:
                entry.type, entry.linkname, entry.size = tarfile.LNKTYPE, member["hard"], 0
            if "sparse" in member:
                entry.type = tarfile.GNUTYPE_SPARSE
            if "device" in member:
                entry.type, entry.size = tarfile.FIFOTYPE, 0
            archive.addfile(entry, io.BytesIO(data))
`;

/** Writes the archive that the path's suffix names. `record`: where a RECORD of all members goes; null leaves it out. */
export function writeArchive(
  path: string,
  members: readonly ArchiveMember[],
  record: string | null = null,
): void {
  execFileSync("python3", ["-c", script], { input: JSON.stringify([path, members, record]) });
}
