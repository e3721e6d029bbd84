"""Files made to bring a reader down: refused within 1 s CPU and 100 MB, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SECONDS = 2  # on a machine that other tests keep busy; a quiet one needs half
MEGABYTES = 100

# Reads what stands in standard input; prints CPU seconds and megabytes of the reading alone, then the first problem.
READ = """
import resource, sys
from tpm_audit.source.yaml_reader import read_yaml
data = sys.stdin.buffer.read()
def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024
read_yaml("warm.yml", b"a: b")
before = used()
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
document, problems = read_yaml("f.yml", data)
after = used()
print(after[0] - before[0], after[1] - before[1])
print(problems[0].place, problems[0].code, problems[0].message.text)
"""

DEEP = "TPS003 more than {limit} maps and lists stand inside each other"
NODES = "TPS003 the file has more than {limit} keys and values (what an alias repeats counts again)"
TEXT = "TPS003 a text has {length} characters, more than {limit}"


def _billion_laughs() -> str:
    levels = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(levels)


def _merge_bomb() -> str:
    levels = ["a0: &a0 {x0: y}"]
    levels += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12)]
    return "\n".join(levels)


# libyaml looks a thousand brackets ahead; those of PyYAML 6.0.4 and later stop there.
BRACKETS = (f"f.yml:1:101 {DEEP}", f"f.yml:1:1001 {DEEP}")
HOSTILE: dict[str, tuple[str, str | tuple[str, ...]]] = {
    "aliases of aliases": (_billion_laughs(), f"f.yml:6:10 {NODES}"),
    "merge keys of merge keys": (_merge_bomb(), "f.yml:2:10 TPS013 the merge key '<<' is not read"),
    "open brackets": ("[" * 100_000, BRACKETS),
    "open braces": ("{a: " * 100_000, f"f.yml:1:401 {DEEP}"),
    "open braces as keys": ("{" * 100_000, BRACKETS),
    "closed brackets": ("[" * 100_000 + "]" * 100_000, BRACKETS),
    "items of items": ("- " * 100_000, f"f.yml:1:201 {DEEP}"),
    "keys of keys": ("? " * 100_000, f"f.yml:1:201 {DEEP}"),
    "ever deeper lines": ("".join(" " * depth + "a:\n" for depth in range(3_000)), f"f.yml:101:101 {DEEP}"),
    "an alias inside its anchor": ("&x [*x]", "f.yml:1:5 TPS014 '*{name}' stands inside '&{name}', which it repeats"),
    "an alias inside its anchor, as a map": (
        "a: &x {b: *x}",
        "f.yml:1:11 TPS014 '*{name}' stands inside '&{name}', which it repeats",
    ),
    "keys without value": (
        "{" + ",".join(f"k{n}" for n in range(190_000)) + "}",
        "f.yml:1:2 TPS009 '{key}' stands in braces without a value",
    ),
    "the last key again and again": (
        "".join(f"k{n}: v\n" for n in range(95_000)) + "k94999: v\n" * 1_000,
        "f.yml:95001:1 TPS010 '{key}' already stands at {first}",
    ),
    "items": ("-\n" * 2_000_000, "f.yml:1:2 TPS009 a list item has no value"),
    "short lists": ("- []\n" * 900_000, f"f.yml:200000:3 {NODES}"),
    "tag directives": ("%TAG !a! x\n" * 400_000, "f.yml:1:1 TPS012 '%TAG' declares YAML tags"),
    "tag directives of a second document": (
        "a: b\n...\n" + "".join(f"%TAG !a{n}! x\r" for n in range(250_000)),
        "f.yml:3:1 TPS012 '%TAG' declares YAML tags",
    ),
    "version directives": ("%YAML 1.1\n" * 400_000, "f.yml:2:1 TPS004 "),
    "one plain text": ("a: " + "x" * 4_900_000, f"f.yml:1:4 {TEXT}"),
    "one text of many lines": ('a: "' + "x\n " * 1_600_000 + '"', f"f.yml:1:4 {TEXT}"),
    "blank lines": ("\n" * 4_900_000, "f.yml:1:1 TPS008 the file is empty"),
    "comments": ("#\n" * 2_400_000, "f.yml:1:1 TPS008 the file is empty"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_refused_at_once(case: str) -> None:
    text, problem = HOSTILE[case]
    run = subprocess.run(
        [sys.executable, "-c", READ],
        input=text.encode(),
        capture_output=True,
        check=False,
        cwd=REPOSITORY,
        timeout=60,
    )
    assert (run.returncode, run.stderr.decode()) == (0, "")
    used, told = run.stdout.decode().splitlines()
    seconds, megabytes = (float(number) for number in used.split())
    assert told.startswith(problem)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
