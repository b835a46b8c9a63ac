#!/usr/bin/env python3
"""Writes the manual's pages, one a command: packaging/manual.py CATALOG FOLDER. `make man` calls it.

What a command takes and what its options mean comes from the program itself (`catalog --experimental-dump-help`), so the pages
say what the help says. What all pages share is below.
"""

import json
import pathlib
import re
import subprocess
import sys
import textwrap

# The day of the version that the pages are about; to be raised with it.
DATE = "November 23, 2026"

ROOT = pathlib.Path(__file__).resolve().parent.parent

EXIT_STATUS = [
    ("0", "Done, even if nothing was found."),
    ("1", "Done, but some files could not be read."),
    ("64", "Wrong arguments."),
    ("65", "The index is damaged, written by a newer version, or no index."),
    ("66", "There is no such folder or index."),
    ("70", "A fault of the program's own."),
    ("73", "A file cannot be created."),
    ("74", "Reading or writing failed, as on a full disk."),
    ("75", "Another scan holds the index."),
    ("77", "Not permitted."),
    ("130", "Interrupted (SIGINT). A scan saves what it has read first."),
    ("143", "Terminated (SIGTERM). A scan saves what it has read first."),
]

ENVIRONMENT = [
    ("CATALOG_INDEX", "The index file, if --index does not name one."),
    ("NO_COLOR", "No colours, whatever else is set."),
    ("CLICOLOR_FORCE", "Colours even if the output is not a terminal, unless it is 0."),
    ("TERM", "No colours and no progress if it is dumb."),
]

FILES = [
    ("catalog.json", "The index: JSON with one photo a line. It holds positions, so only its owner may read it."),
    (".catalog.json.lock", "Beside the index; a scan locks it while it writes."),
]


def escape(text):
    """Text that roff prints as it is."""
    for character, name in [("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti")]:
        text = text.replace(character, name)
    return re.sub(r"^(?=\.)", r"\\&", text, flags=re.MULTILINE)


def prose(text):
    """Short lines, and each sentence begins one: that is how roff wants them."""
    sentences = re.split(r"(?<=[.;:?]) (?=[A-Z])", " ".join(text.split()))
    wrapped = [textwrap.fill(sentence, 72, break_long_words=False, break_on_hyphens=False) for sentence in sentences]
    return escape("\n".join(wrapped))


def names(argument):
    """`Fl o , Fl \\-output Ar file`"""
    if argument["kind"] == "positional":
        return f"Ar {argument['valueName']}" + (" ..." if argument["isRepeating"] else "")
    flags = sorted(argument["names"], key=lambda name: name["kind"] == "long")
    words = " , ".join("Fl " + ("\\-" if name["kind"] == "long" else "") + escape(name["name"]) for name in flags)
    return words + (f" Ar {argument['valueName']}" if argument["kind"] == "option" else "")


def synopsis(argument):
    """The preferred name alone, in brackets where the argument may be left out."""
    if "preferredName" in argument:
        argument = dict(argument, names=[argument["preferredName"]])
    return f".Op {names(argument)}" if argument["isOptional"] else f".{names(argument)}"


def explanation(argument):
    """What the help says, the values where it does not name them, and the default at the end."""
    text, _, default = argument.get("abstract", "").partition(" (default: ")
    default = default.rstrip(").") or argument.get("defaultValue")
    values = argument.get("allValues", [])
    if values and not all(value in text for value in values):
        text = f"{text.rstrip('.')}: {', '.join(values)}."
    return prose(f"{text.rstrip('.')} (default: {default})." if default else text)


def listing(kind, items):
    return [f".Bl -tag -width {kind}", *[line for name, text in items for line in (f".It {name}", text)], ".El"]


def options(arguments):
    """A list for each titled group of options, in the order of the help."""
    groups = {}
    for argument in arguments:
        groups.setdefault(argument.get("sectionTitle"), []).append(argument)
    lines = []
    for title, members in groups.items():
        if title:
            lines.append(f".Ss {title[0].upper() + title[1:]}")
        lines += listing("Ds", [(names(member), explanation(member)) for member in members])
    return lines


def discussion(command):
    """What a command says of itself: paragraphs, and examples."""
    text, _, examples = command.get("discussion", "").partition("Examples:\n")
    lines = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if any(line.startswith("  ") for line in block.split("\n")):
            lines += literal(block)
        elif block.strip():
            lines += [".Pp", prose(block)]
    return lines, [re.sub(r"^  ", "", line) for line in examples.rstrip().split("\n")] if examples.strip() else []


def literal(text):
    return [".Bd -literal", escape(text), ".Ed"]


# What `catalog serve` and `catalog people` take is known by catalog-serve alone. Of its settings docs/settings.md is written, and a test of
# the server holds it to them; the help of `people` is one literal in its source.
SETTINGS = ROOT / "docs" / "settings.md"
PEOPLE = ROOT / "Server" / "Sources" / "CatalogServer" / "PeopleCommand.swift"
SERVE_OPTIONS = [
    ("--config FILE", "Read settings from this file instead of catalog.toml."),
    ("--check", "Say which settings hold and where each comes from, and end."),
    ("--backup DIR", "Copy people, secret, trash, index, settings, sidecars and what was sent into a folder, and end. A server may run meanwhile."),
]


def flag(text):
    """`--state DIR` as `Fl \\-state Ar DIR`."""
    name, _, value = text.partition(" ")
    return f"Fl {escape(name[1:])}" + (f" Ar {escape(value)}" if value else "")


def serve_options():
    """Each setting's option, what it is for, and what holds by default."""
    items = [(flag(option), prose(text)) for option, text in SERVE_OPTIONS]
    for section in SETTINGS.read_text(encoding="utf-8").split("\n## ")[1:]:
        _, help_text, usage = [part.strip() for part in section.strip().split("\n\n")]
        option = re.search(r"or `(--[^`]+)`", usage).group(1)
        default = re.search(r"By default `([^`]+)`", usage)
        values = re.findall(r"= \"([^\"]+)\"`", usage) if "` or `" in usage else []
        more = (f" Values: {', '.join(values)}." if values else "") + (f" By default {default.group(1)}." if default else "")
        once = " Can be repeated." if "once for each" in usage else ""
        items.append((flag(option), prose(help_text.replace("`", "") + more + once)))
    return [".Pp", "Settings can also stand in a file,", ".Pa catalog.toml ,", "by the names of the options with _ for \\- .", ".Pp",
            "The options of the server are:", *listing("Ds", items)]


def people_options():
    """The help as it is printed, without its first line."""
    text = re.search(r'static let help = """\n(.*?)\n    """', PEOPLE.read_text(encoding="utf-8"), re.DOTALL).group(1)
    lines = [line.removeprefix("    ") for line in text.split("\n")][2:]
    return [".Pp", "What can be done:", *literal("\n".join(lines).replace("USAGE: ", "       "))]


MORE = {"serve": serve_options, "people": people_options}


def page(command, parent, siblings, version):
    name = command["commandName"]
    title = f"{parent}-{name}" if parent else name
    arguments = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
    abstract = command["abstract"].rstrip(".")
    description, examples = discussion(command)
    lines = [f".Dd {DATE}", f".Dt {title.upper()} 1", f".Os catalog {version}", ".Sh NAME", f".Nm {title}",
             f".Nd {escape(abstract[0].lower() + abstract[1:])}", ".Sh SYNOPSIS"]
    lines += [".Nm " + (f"{parent} Cm {name}" if parent else name), *map(synopsis, arguments)]
    if not parent:
        lines += [".Ar command", ".Op Ar arguments"]
    lines += [".Sh DESCRIPTION", prose(command["abstract"]), *description]
    if not parent:
        lines += [".Pp", "The commands are:"]
        lines += listing("status", [(f"Cm {other['commandName']}", f"{prose(other['abstract'])}\nSee\n.Xr catalog-{other['commandName']} 1 .")
                                    for other in siblings])
    lines += [".Pp", "The options are:", *options(arguments)]
    lines += MORE[name]() if parent and name in MORE else []
    if parent:
        lines += [".Pp", "Every command also takes", ".Fl \\-color Ar when ;", "see", f".Xr {parent} 1 ."]
    lines += [".Sh ENVIRONMENT", *listing("CLICOLOR_FORCE", [(f"Ev {key}", prose(text)) for key, text in ENVIRONMENT])]
    lines += [".Sh FILES", *listing("Ds", [(f"Pa {key}", prose(text)) for key, text in FILES])]
    lines += [".Sh EXIT STATUS", *listing("Ds", [(key, prose(text)) for key, text in EXIT_STATUS])]
    if examples:
        lines += [".Sh EXAMPLES", *literal("\n".join(examples))]
    others = sorted({"catalog"} | {f"catalog-{other['commandName']}" for other in siblings})
    others.remove(title)
    lines += [".Sh SEE ALSO", *[f".Xr {other} 1 ," for other in others[:-1]], f".Xr {others[-1]} 1"]
    return title, "\n".join(lines) + "\n"


def main(program, folder):
    output = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout
    root = json.loads(output)["command"]
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    commands = [command for command in root["subcommands"] if command["commandName"] != "help" and command["shouldDisplay"]]
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.1"):
        old.unlink()
    for command, parent in [(root, None)] + [(command, root["commandName"]) for command in commands]:
        title, text = page(command, parent, commands, version)
        (folder / f"{title}.1").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
