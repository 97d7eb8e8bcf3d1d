"""The quick way through a template shows what Django shows."""

import datetime as dt
import random
import re
from collections import UserDict, defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Engine, base, engines
from django.test import override_settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from marktplein.basis import sjablonen

pytestmark = pytest.mark.puur


class Ding:
    naam = "Rots & <Water>"
    eigen = {"sleutel": "<b>", "items": "een sleutel, geen methode"}
    rij = ("a", "b")
    heeft = "eigenschap"

    def methode(self) -> str:
        return "aangeroepen & wel"

    @property
    def stuk(self) -> str:
        raise AttributeError("van de eigenschap zelf")


UITDRUKKINGEN = (
    "{{ ding.naam }}", "{{ ding.eigen.sleutel }}", "{{ ding.eigen.items }}", "{{ ding.rij.1 }}", "{{ ding.methode }}",
    "{{ functie }}", "{{ veilig }}", "{{ getal }}", "{{ breuk }}", "{{ lui }}", "{{ moment }}", "{{ niets }}",
    "{{ waar }}", "{{ woorden }}", "{% autoescape off %}{{ ding.naam }}{{ getal }}{% endautoescape %}",
    "{{ ding.er_niet|default:'anders' }}", "{{ ding.heeft.upper }}", "{% if ding.eigen.er_niet %}ja{% endif %}",
)  # fmt: skip


def _toon(tekst: str) -> str:
    waarden = {
        "ding": Ding(), "functie": lambda: "<i>", "veilig": mark_safe("<b>"), "getal": 12345, "breuk": Decimal("1.5"),
        "lui": gettext_lazy("Fout"), "moment": dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC), "niets": None, "waar": True,
        "woorden": "'\"&<>",
    }  # fmt: skip
    return engines["django"].from_string(tekst).render(waarden)


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("duizendtallen", [False, True])
@pytest.mark.parametrize("tekst", UITDRUKKINGEN)
def test_toont_wat_django_toont(monkeypatch, tekst, duizendtallen, taal):
    with override(taal), override_settings(USE_THOUSAND_SEPARATOR=duizendtallen):
        snel = _toon(tekst)
        monkeypatch.setattr(base.Variable, "_resolve_lookup", sjablonen._gewoon_opzoeken)
        monkeypatch.setattr(base, "render_value_in_context", sjablonen._gewoon_tonen)
        assert snel == _toon(tekst)


def test_een_fout_in_een_eigenschap_blijft_een_fout():
    with pytest.raises(AttributeError, match="van de eigenschap zelf"):
        _toon("{{ ding.stuk }}")


class Stil(Exception):
    silent_variable_failure = True


class Wild:
    """All that a template may meet when it asks a thing for something."""

    klasse = "van de klasse & <zo>"

    def __init__(self, waarden: dict[str, Any]) -> None:
        self.__dict__.update(waarden)

    @property
    def stil(self) -> str:
        raise Stil

    @property
    def stuk(self) -> str:
        raise AttributeError("van de eigenschap zelf")

    @property
    def fout(self) -> str:
        raise KeyError("van de eigenschap zelf")

    def met_argument(self, nodig: object) -> object:
        return nodig

    def doet_iets(self) -> str:
        return "gewist"

    doet_iets.alters_data = True  # type: ignore[attr-defined]


class Zegt(Wild):
    def __getattr__(self, naam: str) -> str:
        if naam == "b":
            raise ValueError(naam)
        if naam.startswith("_"):
            raise AttributeError(naam)
        return f"<{naam}>"


class Sleutels(Wild):
    def __getitem__(self, sleutel: object) -> object:
        if sleutel == "a":
            raise KeyError(sleutel)
        return sleutel


class Soort:
    """Is not made by asking for it."""

    do_not_call_in_templates = True
    a = "van de soort"


class Wist:
    alters_data = True

    def __call__(self) -> str:
        return "gewist"


NAMEN = (
    "a", "b", "0", "1", "items", "keys", "upper", "klasse", "stil", "stuk", "fout", "met_argument", "doet_iets",
    "er_niet", "real", "year",
)  # fmt: skip
BLADEREN: tuple[Callable[[], Any], ...] = (
    lambda: "'\"&<>", lambda: mark_safe("<b>"), lambda: 1234567, lambda: -3, lambda: 1234.5, lambda: Decimal("1234.50"),
    lambda: True, lambda: None, lambda: gettext_lazy("Fout"), lambda: dt.date(2026, 11, 2), lambda: dt.time(9),
    lambda: dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC), lambda: (lambda: "<i>"), lambda: Soort, Wist, lambda: Wild,
    lambda: Stil, lambda: "", lambda: 10**30, lambda: type("Woord", (str,), {})("<w>"),
    lambda: type("Getal", (int,), {})(7),
)  # fmt: skip
DOZEN: tuple[Callable[[dict[str, Any]], Any], ...] = (
    Wild, Zegt, Sleutels, dict, UserDict, lambda w: defaultdict(lambda: "vanzelf", w), lambda w: list(w.values()),
    lambda w: tuple(w.values()), lambda w: {int(k) if k.isdigit() else k: v for k, v in w.items()},
    lambda w: (lambda: Wild(w)),
)  # fmt: skip


def _ding(dobbel: random.Random, diep: int) -> Any:
    if diep == 0 or dobbel.random() < 0.2:
        return dobbel.choice(BLADEREN)()
    namen = dobbel.sample(NAMEN, 6)
    return dobbel.choice(DOZEN)({naam: _ding(dobbel, diep - 1) for naam in namen})


VAN_WILD = ("klasse", "stil", "stuk", "fout", "met_argument", "doet_iets")


def _pad(dobbel: random.Random, wereld: dict[str, Any]) -> str:
    """What can be asked of the things on the way, now and then something else."""
    ding: Any = wereld
    pad: list[str] = []
    while not pad or dobbel.random() < 0.7:
        binnen: dict[str, Any] = {}
        if isinstance(ding, dict | UserDict):
            binnen = {str(naam): waarde for naam, waarde in ding.items()}
        elif isinstance(ding, list | tuple):
            binnen = dict(zip("01", ding, strict=False))
        elif isinstance(ding, Wild):
            binnen = {**dict.fromkeys(VAN_WILD), **vars(ding)}
        kan = [naam for naam in binnen if pad or not naam.isdigit()]
        naam = dobbel.choice(kan if kan and dobbel.random() < 0.9 else NAMEN[:2])
        pad.append(naam)
        ding = binnen.get(naam)
        ding = ding() if getattr(ding, "__name__", "") == "<lambda>" else ding
    return ".".join(pad)


def _uitkomst(tekst: str, wereld: dict[str, Any], soort: str) -> str:
    sjabloon = Engine(string_if_invalid=soort, libraries={"l10n": "django.templatetags.l10n"}).from_string(tekst)
    try:
        uit = sjabloon.render(Context(wereld, autoescape=len(wereld) % 2 == 0))
    except Exception as fout:
        uit = f"{type(fout)} {fout}"
    return re.sub(r"0x\w+", "0x", uit)


@pytest.mark.parametrize("ongeldig", ["", "FOUT %s"])
@pytest.mark.parametrize("duizendtallen", [False, True])
@pytest.mark.parametrize(
    "omslag",
    [
        "{}",
        "{{% autoescape off %}}{}{{% endautoescape %}}",
        "{{% load l10n %}}{{% localize off %}}{}{{% endlocalize %}}",
    ],
)
def test_van_willekeurige_dingen_toont_het_wat_django_toont(monkeypatch, omslag, duizendtallen, ongeldig):
    """Or refuses in the same words."""
    dobbel = random.Random(20261127)
    gezien = []
    with override("nl"), override_settings(USE_THOUSAND_SEPARATOR=duizendtallen):
        for _ in range(400):
            wereld = {naam: _ding(dobbel, 3) for naam in dobbel.sample(NAMEN[:8], dobbel.randint(3, 6))}
            vorm = dobbel.choice(("{{{{ {} }}}}", "{{% if {} %}}ja{{% endif %}}", "{{{{ {}|default:'anders' }}}}"))
            tekst = omslag.format(vorm.format(_pad(dobbel, wereld)))
            with monkeypatch.context() as gewoon:
                gewoon.setattr(base.Variable, "_resolve_lookup", sjablonen._gewoon_opzoeken)
                gewoon.setattr(base, "render_value_in_context", sjablonen._gewoon_tonen)
                hoort = _uitkomst(tekst, wereld, ongeldig)
            assert _uitkomst(tekst, wereld, ongeldig) == hoort, tekst
            gezien.append(hoort)
    assert len(set(gezien)) > 40, "enough of it shows something"


def test_wat_het_teruggeeft_is_ook_van_dezelfde_soort(monkeypatch):
    """A tag that keeps a shown value for later shows it once more: what is escaped is not escaped again."""
    for escape in (True, False):
        for maak in BLADEREN:
            waarde, context = maak(), Context(autoescape=escape)
            hoort = sjablonen._gewoon_tonen(waarde, context)
            assert (sjablonen.toon(waarde, context), type(sjablonen.toon(waarde, context))) == (hoort, type(hoort))
