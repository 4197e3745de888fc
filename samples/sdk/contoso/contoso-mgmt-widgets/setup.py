#!/usr/bin/env python
"""Contoso Widgets Management client library."""

import os
import re

from setuptools import find_namespace_packages, setup

PACKAGE_NAME = "contoso-mgmt-widgets"
PACKAGE_PPRINT_NAME = "Widgets Management"

# contoso-mgmt-widgets is the folder contoso/mgmt/widgets and the namespace contoso.mgmt.widgets
package_folder_path = PACKAGE_NAME.replace("-", "/")
namespace_name = PACKAGE_NAME.replace("-", ".")

with open(os.path.join(package_folder_path, "_version.py"), encoding="utf-8") as fd:
    version = re.search(r'^VERSION\s*=\s*[\'"]([^\'"]*)[\'"]', fd.read(), re.MULTILINE).group(1)

if not version:
    raise RuntimeError("Cannot find version information")

with open("README.md", encoding="utf-8") as fd:
    readme = fd.read()
with open("CHANGELOG.md", encoding="utf-8") as fd:
    changelog = fd.read()

setup(
    name=PACKAGE_NAME,
    version=version,
    include_package_data=True,
    description="Contoso {} client library for Python".format(PACKAGE_PPRINT_NAME),
    long_description=readme + "\n\n" + changelog,
    long_description_content_type="text/markdown",
    license_expression="MIT",
    license_files=["LICENSE"],
    author="Contoso",
    author_email="sdk@contoso.example",
    url="https://contoso.example/sdk/python/mgmt-widgets",
    project_urls={
        "Repository": "https://contoso.example/sdk/python/source",
        "Changelog": "https://contoso.example/sdk/python/mgmt-widgets/changelog",
    },
    keywords="contoso, contoso sdk",
    classifiers=[
        "Development Status :: 5 - Production/Stable",
        "Intended Audience :: Developers",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3.9",
        "Programming Language :: Python :: 3.10",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
        "Programming Language :: Python :: 3.14",
        "Typing :: Typed",
    ],
    zip_safe=False,
    packages=find_namespace_packages(include=[namespace_name, namespace_name + ".*"]),
    package_data={namespace_name: ["py.typed"]},
    python_requires=">=3.9",
    install_requires=[],
)
