"""The repository around the package: what no file may name, what is stated once, what must be listed and found."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LARGEST_WHEEL = 40_000_000
META_FIELDS = {"id", "title", "outlet", "published", "url", "language"}

# Put together here, so that this file does not name them either.
MACHINE_FOLDERS = ("work", "farm", "root")
INDEX_HOSTS = (
    ".".join(("pypi", "org")),
    "python" + "hosted",
    "npm" + "js",
    ".".join(("debian", "org")) + "/debian",
    ".".join(("download", "pytorch", "org")),
)
NAMED = re.compile(
    r"(?<![\w.])/(?:" + "|".join(MACHINE_FOLDERS) + r")/|" + "|".join(re.escape(host) for host in INDEX_HOSTS)
)

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@cache
def tracked() -> tuple[Path, ...]:
    """What git tracks, and what it would track: new files that it does not ignore."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("no git, or no repository here: nothing tells which files are tracked")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


def lines_that_name(text: str) -> list[int]:
    """The numbers of the lines that name a folder of a machine or a package index."""
    return [number for number, line in enumerate(text.splitlines(), 1) if NAMED.search(line)]


def test_no_file_names_a_machine_or_an_index() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if b"\0" not in (content := path.read_bytes())
        for number in lines_that_name(content.decode("utf-8", "replace"))
    ]
    assert not found, found


@pytest.mark.parametrize("folder", MACHINE_FOLDERS)
def test_a_machine_folder_would_be_found(folder: str) -> None:
    assert lines_that_name(f"fine\nread /{folder}/x\n") == [2]
    assert lines_that_name(f'"/{folder}/x"') == [1]
    assert lines_that_name(f"docs/{folder}/x") == []


@pytest.mark.parametrize("host", INDEX_HOSTS)
def test_an_index_would_be_found(host: str) -> None:
    assert lines_that_name(f"from https://{host}/simple") == [1]


def version() -> str:
    [stated] = re.findall(r'^__version__ = "(.+)"$', (ROOT / "accords/__init__.py").read_text("utf-8"), re.MULTILINE)
    return str(stated)


def test_the_version_is_stated_once() -> None:
    literal = re.compile(rf"[\"']{re.escape(version())}[\"']")
    stated = [path for path in (ROOT / "accords").rglob("*.py") if literal.search(path.read_text("utf-8"))]
    assert stated == [ROOT / "accords/__init__.py"]
    assert "version" in PROJECT["dynamic"]
    assert "version" not in yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def test_the_changelog_has_the_version() -> None:
    assert re.search(rf"^## {re.escape(version())}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_the_citation_is_complete() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors", "license"} <= citation.keys()
    assert citation["title"].startswith(PROJECT["name"])
    assert citation["license"] == PROJECT["license"]


def dependency_names() -> list[str]:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return sorted({re.split(r"[^\w.-]", requirement)[0] for group in groups for requirement in group})


@pytest.mark.parametrize("name", dependency_names())
def test_a_dependency_is_listed(name: str) -> None:
    assert f"| {name} |" in (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    if any(requirement.startswith(name) for requirement in PROJECT["dependencies"]):
        assert f"## {name}" in (ROOT / "docs/decisions/dependencies.md").read_text("utf-8")


def test_a_run_time_dependency_has_both_bounds() -> None:
    for requirement in PROJECT["dependencies"]:
        assert re.fullmatch(r"[\w.-]+>=[\d.]+,<\d+", requirement), requirement


def anchors(markdown: str) -> set[str]:
    """The anchors of a page's headings, as common renderers make them."""
    headings = HEADING.findall(FENCE.sub("", markdown))
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).strip().replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    found = []
    for target in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        if not path.exists():
            found.append(f"{page.name}: {target}: no such file")
        elif anchor and path.suffix == ".md" and anchor not in anchors(path.read_text("utf-8")):
            found.append(f"{page.name}: {target}: no such heading")
    return found


def test_links_between_pages_resolve() -> None:
    found = [wrong for path in tracked() if path.suffix == ".md" for wrong in broken_links(path)]
    assert not found, found


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One thing\n[a](gone.md) [b](page.md#one-thing) [c](#other)\n```\n[d](in-a-fence.md)\n```\n", "utf-8"
    )
    assert broken_links(page) == ["page.md: gone.md: no such file", "page.md: #other: no such heading"]


def test_every_page_of_the_docs_is_in_the_index() -> None:
    """By itself, or by its folder."""
    index = set(LINK.findall((ROOT / "docs/README.md").read_text("utf-8")))
    pages = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")} - {Path("README.md")}
    missing = {str(p) for p in pages if not {p.as_posix(), f"{p.parent.as_posix()}/"} & index}
    assert not missing, missing


def test_every_make_target_is_explained() -> None:
    targets = re.search(r"^\.PHONY:(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert targets
    explained = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [t for t in targets[1].split() if f"`make {t}" not in explained and t != "help"] == []


def test_every_example_is_explained_and_well_formed() -> None:
    explained = (ROOT / "examples/README").read_text("utf-8")
    for path in sorted((ROOT / "examples").iterdir()):
        if path.name.endswith(".meta.json"):
            fields = json.loads(path.read_text("utf-8"))
            assert fields.keys() <= META_FIELDS, path.name
            assert list(path.parent.glob(path.name.removesuffix(".meta.json") + ".[!m]*")), f"{path.name} has no report"
        elif path.name != "README":
            assert f"`{path.name}`" in explained, path.name
        if path.suffix == ".jsonl":
            for line in path.read_text("utf-8").splitlines():
                record = json.loads(line)
                assert record["text"] and record.keys() <= META_FIELDS | {"text"}


def test_the_wheel_holds_the_whole_package_and_is_small(tmp_path: Path) -> None:
    """Weights, rosters and templates are data: a build that forgets them makes a tool that cannot read."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    ours = {p.relative_to(ROOT).as_posix() for p in tracked() if p.is_relative_to(ROOT / "accords")}
    assert ours <= inside, ours - inside
    assert {"accords/py.typed"} <= inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert wheel.stat().st_size < LARGEST_WHEEL
