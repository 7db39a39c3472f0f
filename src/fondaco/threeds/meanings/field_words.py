"""How the words for fields are written down: one line a field, `name | title | meaning`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field in words. `group` is what it is about; `table` is the specification's (A.1 for most,
    one of its own for what stands inside an object)."""

    name: str
    title: str
    meaning: str
    group: str
    table: str


def read(text: str) -> dict[str, FieldWords]:
    """The fields in a text, by their paths without list marks. A line `# group | table` says what
    the following are about; a line that begins with a dot belongs inside the field before it."""
    found: dict[str, FieldWords] = {}
    group = table = outer = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            group, table = (part.strip() for part in line.removeprefix("#").split("|"))
            continue
        name, title, meaning = (part.strip() for part in line.split("|"))
        if not name.startswith("."):
            outer = name
        path = outer + name if name.startswith(".") else name
        inner = name.startswith(".")
        found[path] = FieldWords(path, title, meaning, group, table if inner else "A.1")
    return found
