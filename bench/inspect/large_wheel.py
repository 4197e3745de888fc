"""Writes a right wheel with 100 MB of noise in it, in ten files."""

import base64
import hashlib
import os
import sys
import zipfile

INFO = "contoso_large-1.0.0.dist-info"
METADATA = b"Metadata-Version: 2.1\nName: contoso-large\nVersion: 1.0.0\n\nNoise.\n"
WHEEL = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def main(path: str) -> None:
    files = {f"contoso_large/noise{n}.txt": os.urandom(10_000_000) for n in range(10)}
    files.update({f"{INFO}/METADATA": METADATA, f"{INFO}/WHEEL": WHEEL})
    record = ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
            hashed = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={hashed},{len(data)}\n"
        archive.writestr(f"{INFO}/RECORD", record + f"{INFO}/RECORD,,\n")


main(sys.argv[1])
