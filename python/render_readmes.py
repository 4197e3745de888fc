"""Renders reStructuredText as PyPI does, and says why a text does not render.

    python render_readmes.py TEXTS ANSWERS

TEXTS is a file with a JSON list of texts. ANSWERS gets a line of JSON for each as soon as it is known:
null when it renders, else {"problem", "line"}, line null where only the text is known. What is in it
is never run, and no file that it names is read (https://github.com/pypa/readme_renderer). Needs what
validate.txt locks.
"""

import io
import json
import re
import sys

from readme_renderer import rst

PROBLEM = re.compile(r"<string>:(\d+): \([A-Z]+/\d\) (.*)")


def problem_of(text: str):
    stream = io.StringIO()
    try:
        if rst.render(text, stream=stream) is not None:
            return None
    except Exception as error:  # docutils has faults of its own
        return {"problem": f"{type(error).__name__}: {error}"[:500], "line": None}
    said = stream.getvalue().strip()
    found = PROBLEM.search(said)
    if found is None:
        return {"problem": said[:500], "line": None}
    return {"problem": found[2][:500], "line": int(found[1])}


def main(texts: str, answers: str) -> None:
    with open(texts, encoding="utf-8") as file:
        every = json.load(file)
    with open(answers, "w", encoding="utf-8") as file:
        for text in every:
            file.write(json.dumps(problem_of(text)) + "\n")
            file.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
