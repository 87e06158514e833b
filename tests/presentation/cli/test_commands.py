"""What holds of every command, and of those that need no model."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import accords
from accords.presentation.cli.completion import SHELLS, script, walk
from accords.presentation.cli.main import parser
from accords.presentation.dossier import Dossier

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "commands.md"


def leaves(command: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from leaves(inner)
    if command.get_default("run"):
        yield command


LEAVES = {leaf.prog: leaf for leaf in leaves(parser())}


def test_the_tree_has_the_commands_of_this_release() -> None:
    judge = "right misread act issue strength negated party re-attribute claim same-actor not-the-same merge split not-a-copy note undo list"
    assert set(LEAVES) == {
        "accords add",
        *(
            f"accords {name}"
            for name in "positions commitments timeline meetings disputes families actors since".split()
        ),
        "accords follow",
        "accords search",
        "accords queue",
        "accords export",
        "accords import",
        *(f"accords ledger {name}" for name in ("init", "info", "check", "backup", "migrate", "forget")),
        *(f"accords judge {name}" for name in judge.split()),
        "accords read",
        "accords explain",
        *(
            f"accords agreement {name}"
            for name in "new check status why why-not calendar what-if diff score compare".split()
        ),
        *(f"accords bargain {name}" for name in "draft run inverse packages".split()),
        "accords site",
        "accords serve",
        "accords process list",
        "accords process check",
        "accords process new",
        "accords roster check",
        "accords completion",
    }


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_has_json(name: str) -> None:
    assert "--json" in LEAVES[name].format_help()


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_and_option_is_documented(name: str) -> None:
    text = REFERENCE.read_text("utf-8")
    assert f"\n## {name}\n" in text
    section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
    for action in LEAVES[name]._actions:
        for option in action.option_strings:
            assert option in ("-h", "--help") or f"`{option}" in section, f"{name} {option} is not documented"


@pytest.mark.parametrize("name", LEAVES)
def test_every_option_says_what_it_is_for(name: str) -> None:
    assert all(action.help for action in LEAVES[name]._actions)


def test_help_and_version_go_to_standard_output(run: Run) -> None:
    helped = run("--help")
    assert helped.returncode == 0 and b"read reports and show who said what" in helped.stdout and helped.stderr == b""
    versioned = run("--version")
    assert versioned.stdout.decode() == f"accords {accords.__version__}\n"


def test_help_imports_nothing_heavy(run: Run) -> None:
    """How long it takes is told by `make bench`."""
    script = "import sys; from accords.presentation.cli.main import parser; parser(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "onnxruntime", "tokenizers", "trafilatura", "yaml", "tomllib"} & set(loaded)


def test_importing_the_package_imports_nothing_of_it() -> None:
    script = "import sys, accords; print(*(m for m in sys.modules if m.startswith('accords.')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_package_hands_out_its_names() -> None:
    assert accords.Dossier is Dossier
    assert set(accords.__all__) <= set(dir(accords))
    for name in accords.__all__:
        assert getattr(accords, name)
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        accords.write  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "COMMAND"),
        (("raed",), "invalid choice: 'raed'"),
        (("read",), "SOURCE"),
        (("read", "x", "--fast"), "unrecognized arguments: --fast"),
        (("read", "x", "--json", "--html", "y"), "not allowed with"),
        (("read", "x", "--published", "17.8.2025"), "--published: found `17.8.2025`; accepted: a date (2025-08-17)"),
        (("read", "x", "--max-size", "many"), "found 'many'; accepted: a number of bytes"),
        (("read", "x", "--max-size", "0"), "found '0'"),
        (("read", "x", "--html", "none/page.html"), "none/page.html: found no folder none"),
        (("read", "x", "--html", "."), "found a folder"),
        (("explain", "a1"), "--in"),
        (("explain", "a1", "--in", "none.json"), "none.json: found No such file or directory"),
        (("roster",), "COMMAND"),
        (("process",), "COMMAND"),
        (("process", "new", "…"), "found '…'; accepted: a name with letters or digits"),
        (("completion", "tcsh"), "invalid choice: 'tcsh'"),
    ],
)
def test_misuse_is_said_on_standard_error_with_status_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert words in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_source_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Words.</p>")
    done = run("read", "./page.html", "--html", "page.html")
    assert done.returncode == 2 and b"one of the sources" in done.stderr
    assert (tmp_path / "page.html").read_text() == "<p>Words.</p>"


def test_explain_answers_from_a_dossier(run: Run, written: Path, dossier: Dossier) -> None:
    done = run("explain", dossier.attributions[5].id[:8], "--in", "dossier.json")
    assert done.returncode == 0 and done.stderr == b""
    assert "nobody: it may be Mira Holt or Anna Reed" in " ".join(done.stdout.decode().split())


def test_explain_answers_from_standard_input_in_json(run: Run, written: Path, dossier: Dossier) -> None:
    own = dossier.attributions[0].id
    done = run("explain", own, "--in", "-", "--json", stdin=written.read_bytes())
    assert json.loads(done.stdout)["id"] == own


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("zzz", "--in", "dossier.json"), "no id 'zzz'"),
        (("zzz", "--in", "bad.json"), "bad.json:1: found no JSON"),
    ],
)
def test_explain_refuses_what_is_not_there(
    run: Run, written: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "bad.json").write_text("nothing")
    done = run("explain", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()


def test_output_is_utf_8_in_a_locale_that_is_not(run: Run, written: Path, dossier: Dossier) -> None:
    own = dossier.attributions[4].id
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert "“fragile”" in run("explain", own, "--in", "dossier.json", **plain).stdout.decode("utf-8")


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_names_every_command_and_option(shell: str) -> None:
    text = script(shell, parser())
    for node in walk(parser(), ()):
        for word, _ in node.words:
            assert (word.removeprefix("--") if shell == "fish" else word) in text


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_is_printed_and_has_json(run: Run, shell: str) -> None:
    text = run("completion", shell).stdout.decode()
    assert json.loads(run("completion", shell, "--json").stdout)["script"] == text


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("accords", ""), {"read", "explain", "process", "roster", "completion", "--version"}),
        (("accords", "ro"), {"roster"}),
        (("accords", "roster", "c"), {"check"}),
        (("accords", "process", ""), {"list", "check", "new"}),
        (("accords", "bargain", ""), {"draft", "run", "inverse", "packages"}),
        (("accords", "bargain", "inverse", "x.yaml", "--"), {"--party", "--kind", "--one-step", "--json"}),
        (("accords", "read", "x.txt", "--out"), {"--outlet"}),
        (("accords", "completion", ""), {"bash", "zsh", "fish"}),
    ],
)
def test_bash_offers_what_may_follow(tmp_path: Path, words: tuple[str, ...], offered: set[str]) -> None:
    line = " ".join(f"'{word}'" for word in words)
    asked = f"{script('bash', parser())}\nCOMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _accords\n" + (
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert offered <= set(done.stdout.split()) and done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(written: Path, dossier: Dossier) -> None:
    command = f"{sys.executable} -m accords explain {dossier.attributions[0].id} --in {written} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("accords: standard output: found No space left on device")
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_error(written: Path, dossier: Dossier) -> None:
    own = dossier.attributions[0].id
    command = f"{sys.executable} -m accords explain {own} --in {written} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode in (0, 141)
