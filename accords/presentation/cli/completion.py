"""`accords completion`: a script that completes the commands and options in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, with_json

SHELLS = ("bash", "zsh", "fish")


@dataclass(frozen=True, slots=True)
class Node:
    """One place of the tree: `path` from `accords` on, the words that may follow, and what each is for."""

    path: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


def add(groups: Groups, tree: Callable[[], argparse.ArgumentParser]) -> None:
    command = groups.add_parser(
        "completion",
        help="print a script that completes commands in a shell",
        description="Print a script that completes commands and options. "
        "bash: accords completion bash > ~/.local/share/bash-completion/completions/accords; "
        "zsh: accords completion zsh > a folder of fpath, as _accords; "
        "fish: accords completion fish > ~/.config/fish/completions/accords.fish",
        allow_abbrev=False,
    )
    command.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")
    with_json(command, "the script as a JSON string")
    command.set_defaults(run=lambda options: run(options, tree()))


def run(options: argparse.Namespace, tree: argparse.ArgumentParser) -> int:
    text = script(options.shell, tree)
    if options.json:
        output.put_json({"shell": options.shell, "script": text})
    else:
        output.put(text.splitlines())
    return 0


def script(shell: str, tree: argparse.ArgumentParser) -> str:
    nodes = list(walk(tree, ()))
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](nodes)


def walk(command: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[Node]:
    """Every command of a tree, from the top, with its subcommands, options and closed choices."""
    words: list[tuple[str, str]] = []
    below: list[tuple[str, argparse.ArgumentParser]] = []
    for action in command._actions:
        about = (action.help or "").replace("%%", "%")
        if isinstance(action, argparse._SubParsersAction):
            below += action.choices.items()
            words += [(choice.dest, choice.help or "") for choice in action._choices_actions]
        elif action.option_strings:
            words.append((max(action.option_strings, key=len), about))
        elif action.choices:
            words += [(str(choice), about) for choice in action.choices]
    yield Node(path, tuple(words))
    for name, inner in below:
        yield from walk(inner, (*path, name))


def _bash(nodes: list[Node]) -> str:
    return f"""# bash completion for accords
_accords() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" path="" at
    for ((at = 1; at < COMP_CWORD; at++)); do
        case "$path${{COMP_WORDS[at]}} " in
            {"|".join(_paths(nodes))}) path+="${{COMP_WORDS[at]}} " ;;
        esac
    done
    local words=""
    case "$path" in
{_cases(nodes, "        ")}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    if [[ "$word" != -* ]]; then
        mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -f -- "$word")
    fi
}}
complete -o filenames -F _accords accords
"""


def _zsh(nodes: list[Node]) -> str:
    return f"""#compdef accords
_accords() {{
    local path_="" at words_=""
    for ((at = 2; at < CURRENT; at++)); do
        case "$path_$words[at] " in
            {"|".join(_paths(nodes))}) path_+="$words[at] " ;;
        esac
    done
    case "$path_" in
{_cases(nodes, "        ", "words_")}
    esac
    compadd -- ${{=words_}}
    _files
}}
if [[ "$funcstack[1]" == _accords ]]; then _accords "$@"; else compdef _accords accords; fi
"""


def _fish(nodes: list[Node]) -> str:
    lines = ["# fish completion for accords"]
    for node in nodes:
        deeper = [other.path[-1] for other in nodes if other.path[:-1] == node.path and other.path]
        seen = "; and ".join(f"__fish_seen_subcommand_from {name}" for name in node.path)
        if deeper:
            unseen = f"not __fish_seen_subcommand_from {' '.join(deeper)}"
            seen = f"{seen}; and {unseen}" if seen else unseen
        for word, about in node.words:
            what = f"-l {word[2:]}" if word.startswith("--") else f"-a {word}"
            lines.append(f"complete -c accords -n {_single(seen)} {what} -d {_single(about)}")
    return "\n".join(lines) + "\n"


def _paths(nodes: list[Node]) -> list[str]:
    return [f'"{" ".join(node.path)} "' for node in nodes if node.path]


def _cases(nodes: list[Node], indent: str, variable: str = "words") -> str:
    rows = ((" ".join(node.path), " ".join(word for word, _ in node.words)) for node in nodes)
    return "\n".join(f'{indent}"{path}{" " if path else ""}") {variable}="{words}" ;;' for path, words in rows)


def _single(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
