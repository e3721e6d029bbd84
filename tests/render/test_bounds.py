"""Hostile templates end soon and in little memory, each in a process of its own; ordinary ones are let be."""

import multiprocessing
import resource
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tpm_audit.language.catalogue import Language
from tpm_audit.render.template_faults import TemplateFaultError
from tpm_audit.render.templates import Templates

MEMORY = 500_000_000  # bytes more than the process has
SECONDS = 2  # of the processor
ATTACKS = [
    "{{ 'x'.ljust(3000000000) }}",
    "{{ '{:>3000000000}'.format(1) }}",
    "{{ 'x'['format'](1) }}",
    "{{ 'a'.replace('a','b'*1000) }}",
    "{{ 'x'.zfill(3000000000) }}",
    "{{ 'x'.join(['a']) }}",
    "{{ '\t'.expandtabs(3000000000) }}",
    "{{ 'x'.translate({}) }}",
    "{{ [1]|batch(10**9,'x')|list }}",
    "{{ [1]|slice(10**9)|list }}",
    "{{ [1]|map('batch', 10**9, 'x')|list }}",
    "{{ ([[0]*1000]*1000)|sum(start=[]) }}",
    "{% for i in range(90000) %}{{ ('a'*500000).count('aab') }}{% endfor %}",
    "{% for i in range(100000) %}{{ ([0]*1000000)|length }}{% endfor %}",
    "{% set a = 'x'*1000000 %}{% for i in range(3000) %}{{ a }}{% endfor %}",
    "{% set a = '*'*1000000 %}{% for i in range(3000) %}{{ a }}{% endfor %}",
    "{% set a = '*'*190 %}{% for i in range(100000) %}{{ a }}{{ a }}{{ a }}{{ a }}{% endfor %}",
    "{% set a = 'x'*1000000 %}{% for i in range(99999) %}{% if 'aab' in a %}{% endif %}{% endfor %}",
    "{% set a = [0]*1000000 %}{% for i in range(99999) %}{% if 1 in a %}{% endif %}{% endfor %}",
    "{% set a = [0]*1000000 %}{% for i in range(99999) %}{% if 1 is in a %}{% endif %}{% endfor %}",
    "{% set a = [0]*1000000 %}{% for i in range(99999) %}{% set b = a[1:] %}{% endfor %}",
    "{% set x = namespace(l=[]) %}{% for i in range(99999) %}{% set x.l = x.l + [[0]*1000000] %}{% endfor %}",
    "{% set a=[1] %}{% set b=[1] %}" + "{% set a=[a,a] %}{% set b=[b,b] %}" * 40 + "{{ 1 if a == b else 2 }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ {a: 1}|length }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ {}[a] }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ a }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ a|upper }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ '%s' % (a,) }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ script_json(a) }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ say('{x}', x=a) }}",
    "{% set a=(1,2) %}" + "{% set a=(a,a) %}" * 40 + "{{ [a]|unique|list }}",
    "{{ ('x\n'*400000)|indent(9999) }}",
    "{{ ('a'*500000)|replace('a','b'*1000) }}",
    "{{ ('a'*500000)|replace('','b'*1000) }}",
    "{{ (['a']*100000)|join('x'*1000000) }}",
    "{{ ('%9999d'*100000) % 1 }}",
    "{{ ('%s'*100) % (('x'*1000000,)*100) }}",
    "{{ ('%(a)s'*90000) % {'a': 'x'*100000} }}",
    "{{ say('{x}'*100000, x='y'*500000) }}",
    "{{ number(1, 10**9) }}",
    "{{ number(1, decimals=100000000) }}",
    "{{ number(1, 9999999) }}",
    "{% for i in range(99999) %}" + "{{ i == i }}" * 2_000 + "{% endfor %}",
    "{% for i in range(99999) %}" + "x" * 100_000 + "{% endfor %}",
    "{% macro m() %}" + "x" * 100_000 + "{% endmacro %}{% for i in range(99999) %}{% set a = m() %}{% endfor %}",
    "{% macro m() %}{% for i in [1] %}"
    + "{{ 1 == i }}" * 20
    + "{% endfor %}{% endmacro %}{% for i in range(99999) %}{% set a = m() %}{% endfor %}",
    "{% for i in [1] recursive %}{{ loop([1]*1000000) }}{% endfor %}",
    "{% set a = 'x'*1000000 %}{% for i in range(99999) %}{% set b = prose(a) %}{% endfor %}",
    "{% set a = 'x'*1000000 %}{% for i in range(99999) %}{% set b = a|title %}{% endfor %}",
    "{% set a = 'x y'*300000 %}{% for i in range(99999) %}{% set b = a.split() %}{% endfor %}",
    "{% for i in range(99999) %}{% set b = 0x" + "f" * 90_000 + " // 0x" + "f" * 45_000 + " %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{{ range(99999)|list|length }}{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% set x = namespace(v='x') %}{% for a in range(60) %}{% set x.v = x.v ~ x.v %}{% endfor %}",
    "{{ day|upper }}",
    "{{ url|upper }}",
    "{{ namespace|replace('a','b') }}",
    "{{ '%s' % url }}",
    "{{ [url]|join }}",
    "{{ url ~ 'a' }}",
    "{{ ('a '*500000)|wordwrap(1) }}",
    "{{ ('x'*1000)|center(10**9) }}",
    "{% set a='x' %}" + "{% set a %}{{a}}{{a}}{% endset %}" * 60 + "{{ a|length }}",
]


def rendered(folder: Path, source: str) -> str:
    (folder / "own.md.j2").write_text(source, encoding="utf-8")
    return Templates(Language("en"), folder).render("own.md.j2", {}, "index.html")


def attack(folder: Path, source: str, answer: Connection) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    memory = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    seconds = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        rendered(folder, source)
    except TemplateFaultError as error:
        answer.send(str(error))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited in another way here")
@pytest.mark.parametrize("source", ATTACKS, ids=range(len(ATTACKS)))
def test_no_template_takes_the_machine(source: str, tmp_path: Path) -> None:
    mine, its = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=attack, args=(tmp_path, source, its))
    child.start()
    its.close()
    child.join(60)
    assert child.exitcode == 0
    assert mine.poll()
    said = mine.recv()
    assert "MemoryError" not in said
    assert "0x" not in said


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ 'a,b'.split(',')|join('-and-') }}", "a&#45;and&#45;b"),
        ("{{ 'Ab'.lower() }}{{ 'Ab'.startswith('A') and 1 }}{{ ' a '.strip() }}", "ab1a"),
        ("{% for key, value in {'a': 1}.items() %}{{ key }}{{ value }}{% endfor %}{{ {'a': 2}.get('a') }}", "a12"),
        ("{{ [3, 1, 2]|sort|map('abs')|join }}{{ [1, 2]|sum }}{{ [1, 2]|sum(start=3) }}", "12336"),
        ("{{ [1, 2, 3]|batch(2, 0)|map('join')|join('/') }}", "12/30".replace("/", "&#47;")),
        ("{{ 'abc'|replace('b', 'x') }}{{ 'abc def'|truncate(6, true, '', 0) }}", "axcabc de"),
        ("{{ '%s of %d' % ('a', 2) }}{{ 7 // 2 }}{{ 2 ** 10 }}{{ 'abc'[1:] }}", "a of 231024bc"),
        (
            "{% set n = namespace(s=0) %}{% for i in range(1000) %}{% set n.s = n.s + i %}{% endfor %}{{ n.s }}",
            "499500",
        ),
        ("{% macro m(n) %}{% if n %}{{ n }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}", "321"),
        ("{{ 1 if 'b' in 'abc' and 1 in [1, 2] and 2 is in [2] and (1, 2) == (1, 2) else 0 }}", "1"),
        ("{% for i in [1, 2] %}{{ loop.cycle('a', 'b') }}{% endfor %}", "ab"),
    ],
)
def test_ordinary_templates_are_let_be(source: str, written: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, source) == written
