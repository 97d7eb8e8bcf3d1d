"""Who says aloud what stands on a button presses that button: its name for a screen reader holds what is seen."""

import re

import pytest

from tests.test_huisregels import sjablonen

pytestmark = pytest.mark.puur

_BEDIENING = re.compile(r"<(a|button|summary)\b((?:\{[{%].*?[%}]\}|[^>{])*)>(.*?)</\1>", re.DOTALL)
_NAAM = re.compile(r"""aria-label=(?:"((?:\{[{%].*?[%}]\}|[^"])*)"|'([^']*)')""", re.DOTALL)


def _gezien(html: str) -> str:
    """The words of a piece of a template, those of ``{% translate %}`` too; a value stands for itself."""
    vertaald = re.sub(r"\{%-?\s*translate\s+([\"'])(.*?)\1.*?%\}", r"\2", html)
    kaal = re.sub(r"<svg.*?</svg>|<[^>]*>|\{%.*?%\}|\{#.*?#\}", " ", vertaald, flags=re.DOTALL)
    return " ".join(kaal.split()).casefold()


def _verkeerd(tekst: str) -> list[str]:
    fout = []
    for _, kenmerken, inhoud in _BEDIENING.findall(tekst):
        if (naam := _NAAM.search(kenmerken)) and _gezien(inhoud) not in _gezien(naam[1] or naam[2] or ""):
            fout.append(f"{_gezien(inhoud)!r} staat niet in {naam[0]}")
    return fout


def test_de_naam_van_een_knop_bevat_wat_er_staat() -> None:
    fout = [f"{naam}: {wat}" for naam, tekst in sjablonen().items() for wat in _verkeerd(tekst)]
    assert fout == []


@pytest.mark.parametrize(
    ("html", "goed"),
    [
        ('<a href="{% url \'x\' %}" aria-label="Meld {{ naam }} af">Meld af</a>', False),
        ('<a href="/" aria-label="Wis de gegevens van {{ naam }}">Wis</a>', True),
        ("<button aria-label=\"{% translate 'Sluit' %}\">{% icoon 'kruis' %}</button>", True),
        ("<button aria-label=\"{% translate 'Weg' %}\"><span>{% translate 'Sluit' %}</span></button>", False),
    ],
)
def test_de_regel_ziet_het_verschil(html: str, goed: bool) -> None:
    assert (_verkeerd(html) == []) is goed
