"""The house polices itself: what reviewers would otherwise have to look for, every time again.

Each rule collects all breaches before it fails, so that one run tells everything.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic.list import MultipleObjectMixin

PROJECT = Path(__file__).resolve().parent.parent
SJABLONEN = PROJECT / "templates"
EIGEN = ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag")
# Django, allauth and the CSRF protection look for these themselves; what they override is not called by us.
FOUTPAGINAS = tuple(f"{code}.html" for code in ("400", "403", "403_csrf", "404", "500"))
VAN_BIBLIOTHEKEN = ("account/", "admin/", "allauth/", "mfa/", "django/", *FOUTPAGINAS)
REGELS_HARD = 400
SJABLOONREGEL_MAX = 160
NIET_EEN_KAMER = ("migrations", "docs")
# They import no room: the embedded servers by a contract of their own, the settings by being read first.
ZONDER_PLAATS = ("marktplein.ingebed", "marktplein.settings")

pytestmark = pytest.mark.puur


@cache
def python_bestanden() -> dict[Path, str]:
    """Our own code with its text, without migrations."""
    paden = (pad for map_ in EIGEN for pad in (PROJECT / map_).rglob("*.py") if "migrations" not in pad.parts)
    return {pad: pad.read_text("utf-8") for pad in paden}


@cache
def sjablonen() -> dict[str, str]:
    """Name as Django knows it → text."""
    paden = (pad for pad in SJABLONEN.rglob("*") if pad.suffix in {".html", ".txt"})
    return {str(pad.relative_to(SJABLONEN)): pad.read_text("utf-8") for pad in paden}


def kort(pad: Path) -> str:
    return str(pad.relative_to(PROJECT))


def test_elk_sjabloon_wordt_gebruikt() -> None:
    alles = "\n".join([*python_bestanden().values(), *sjablonen().values()])
    genoemd = set(re.findall(r"""["']([\w/.-]+\.(?:html|txt))["']""", alles))
    woorden = set(re.findall(r"""["'](\w+)["']""", alles))
    # f"vraag/email/voorstel_{wat}": the rest of the name is a word elsewhere.
    begin = set(re.findall(r"""f["']([\w/]*email/\w*)\{[^}]+\}["']""", alles))

    def gebruikt(naam: str) -> bool:
        if naam in genoemd or naam.startswith(VAN_BIBLIOTHEKEN):
            return True
        if mail := re.fullmatch(r"(.*email/\w+)_(?:subject|body)\.txt", naam):
            heel = re.compile(rf"""["']{mail[1]}["']""")
            return bool(heel.search(alles)) or any(mail[1].removeprefix(voor) in woorden for voor in begin)
        return False

    assert sorted(naam for naam in sjablonen() if not gebruikt(naam)) == []


def test_elk_genoemd_sjabloon_bestaat() -> None:
    mist = []
    for naam, tekst in sjablonen().items():
        for doel in re.findall(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""", tekst):
            if doel not in sjablonen() and not doel.startswith(VAN_BIBLIOTHEKEN):
                mist.append(f"{naam}: {doel}")
    for pad, tekst in python_bestanden().items():
        for doel in re.findall(r"""(?:render\(\s*\w+,\s*|template_name = )["']([^"']+)["']""", tekst):
            if doel not in sjablonen():
                mist.append(f"{kort(pad)}: {doel}")
    assert mist == []


def eigen_sjablonen() -> dict[str, str]:
    """The pages and their fragments; mails are plain text."""
    return {naam: tekst for naam, tekst in sjablonen().items() if naam.endswith(".html")}


def test_geen_regel_van_een_sjabloon_is_te_lang() -> None:
    """What does not fit beside another window is not read; djlint leaves a sentence with its links on one line.

    A mail too: `{% filter een_regel %}` and `{% blocktranslate trimmed %}` make one line of several.
    """
    fout = [
        f"{naam}:{nummer}"
        for naam, tekst in sjablonen().items()
        for nummer, regel in enumerate(tekst.splitlines(), 1)
        if len(regel) > SJABLOONREGEL_MAX
    ]
    assert fout == []


def test_fragmenten_staan_op_een_plek() -> None:
    """What a template includes is `includes/_….html`, nothing else has such a name, and each is used."""
    bibliotheek = re.compile(r"(?:account|allauth|mfa|django)/(?!includes/)")
    plek = re.compile(r"(?:.*/)?includes/_\w+\.html")
    ingesloten = {
        doel
        for tekst in eigen_sjablonen().values()
        for doel in re.findall(r"""\{%\s*include\s+["']([^"']+)["']""", tekst)
    }
    fout = [
        f"{doel} hoort in includes" for doel in ingesloten if not plek.fullmatch(doel) and not bibliotheek.match(doel)
    ]
    alles = "\n".join([*python_bestanden().values(), *sjablonen().values()])
    for naam in eigen_sjablonen():
        pad = Path(naam)
        if pad.name.startswith("_") != (pad.parent.name == "includes"):
            fout.append(f"{naam} heet of staat anders dan een fragment")
        elif pad.parent.name == "includes" and not re.search(rf"""["']{re.escape(naam)}["']""", alles):
            fout.append(f"{naam} wordt niet gebruikt")
    assert sorted(fout) == []


MAIL = ("mail/basis.html", "mail/includes/_regels.html")
INLINE = {
    "stijl in een attribuut": r"<[^>{]*\sstyle\s*=",
    "stijlblok": r"<style\b",
    "script in de pagina": r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>",
    "on…-attribuut": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
    "javascript-adres": r"(?:href|src|action)\s*=\s*[\"']\s*javascript:",
    "hx-on": r"\shx-on[:\w-]*\s*=",
}


@pytest.mark.parametrize("soort", INLINE)
def test_niets_dat_het_beveiligingsbeleid_tegenhoudt(soort: str) -> None:
    """The content security policy blocks all of it; the page would quietly do nothing. A mail knows no other style."""
    paginas = {naam: tekst for naam, tekst in sjablonen().items() if not naam.startswith(MAIL)}
    fout = [naam for naam, tekst in paginas.items() if re.search(INLINE[soort], tekst, re.IGNORECASE)]
    fout += [kort(pad) for pad, tekst in python_bestanden().items() if re.search(INLINE[soort], tekst)]
    assert fout == []


def url_namen(resolver: URLResolver | None = None, voor: str = "") -> Iterator[str]:
    resolver = resolver or get_resolver()
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLResolver):
            ruimte = f"{voor}{patroon.namespace}:" if patroon.namespace else voor
            yield from url_namen(patroon, ruimte)
        elif patroon.name:
            yield f"{voor}{patroon.name}"


def test_elke_naam_van_een_adres_bestaat() -> None:
    bekend = set(url_namen())
    fout = []
    for naam, tekst in sjablonen().items():
        for adres in re.findall(r"""\{%\s*url\s+["']([^"']+)["']""", tekst):
            if adres not in bekend:
                fout.append(f"{naam}: {adres}")
    for pad, tekst in python_bestanden().items():
        for adres in re.findall(r"""\b(?:reverse|reverse_lazy|redirect)\(\s*["']([\w:-]+)["']""", tekst):
            if adres not in bekend:
                fout.append(f"{kort(pad)}: {adres}")
    assert fout == []


def test_elk_adres_van_ons_heeft_een_naam() -> None:
    def zonder(resolver: URLResolver, pad: str = "") -> Iterator[str]:
        for patroon in resolver.url_patterns:
            volledig = f"{pad}{patroon.pattern}"
            if isinstance(patroon, URLResolver):
                if patroon.namespace in {*EIGEN, "post", None, ""}:
                    yield from zonder(patroon, volledig)
            elif not patroon.name and patroon.callback.__module__.startswith(EIGEN):
                yield volledig

    assert list(zonder(get_resolver())) == []


def eigen_modellen() -> Iterable[type[Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith(EIGEN))


def test_elk_adres_zegt_hoe_het_gevraagd_wordt() -> None:
    """Each view of ours says its methods before anything else (require_safe, require_POST, …; classes do by nature):
    a page to read that answers a POST looks as if something was done.
    """

    def loop(resolver: URLResolver) -> Iterator[URLPattern]:
        for deel in resolver.url_patterns:
            yield from loop(deel) if isinstance(deel, URLResolver) else [deel]

    fouten = []
    for patroon in loop(get_resolver()):
        view = patroon.callback
        # Django's own admin knows what it is asked.
        if not view.__module__.startswith(EIGEN) or view.__module__.startswith("marktplein.beheer"):
            continue
        delen = dict.fromkeys(patroon.pattern.converters, "1") | patroon.default_args
        try:
            status = view(RequestFactory().generic("PATCH", "/"), **delen).status_code
        except Exception as fout:
            status = repr(fout)
        if status != 405:
            fouten.append(f"{view.__module__}.{view.__qualname__}: {status}")
    assert sorted(set(fouten)) == []


def test_elk_model_zegt_wie_het_is() -> None:
    assert [m._meta.label for m in eigen_modellen() if m.__str__ is Model.__str__] == []


def test_een_klok() -> None:
    """Lint sees most of it; not what is called on a module that was imported whole, nor the template tag."""
    verboden = re.compile(r"\btimezone\.now\b|\bdatetime\.(?:now|today|utcnow)\(|\bdate\.today\(|\blocaldate\(\)")
    fout = [
        kort(pad)
        for pad, tekst in python_bestanden().items()
        if verboden.search(tekst) and kort(pad) != "marktplein/basis/klok.py"
    ]
    fout += [naam for naam, tekst in sjablonen().items() if re.search(r"\{%\s*now\b", tekst)]
    assert fout == []


def test_geen_bestand_is_te_lang() -> None:
    paden = [*python_bestanden(), *(PROJECT / "tests").rglob("*.py")]
    paden += [pad for pad in SJABLONEN.rglob("*") if pad.is_file()]
    paden += [
        pad for pad in (PROJECT / "static").rglob("*.*") if pad.suffix in {".css", ".js"} and "extern" not in pad.parts
    ]
    lang = {kort(pad): len(pad.read_text("utf-8").splitlines()) for pad in paden}
    assert {pad: regels for pad, regels in lang.items() if regels > REGELS_HARD} == {}


# These say something when there is nothing, but what they show never grows: a few blocks with a limit of their own.
EINDIG = {"werkplek/start.html", "aanbod/home.html", "aanbod/aanmelding_onbekend.html", "aanbod/mijn_week.html"}


def test_elke_lijst_heeft_bladzijden() -> None:
    fout = [
        naam
        for naam, tekst in sjablonen().items()
        if "_lege_lijst.html" in tekst
        and "_paginering.html" not in tekst
        and 'extends "base_rijlijst.html"' not in tekst
        and naam not in EINDIG
    ]
    for model in _onderklassen(MultipleObjectMixin):
        if model.__module__.startswith(EIGEN) and not getattr(model, "paginate_by", None):
            fout.append(f"{model.__module__}.{model.__name__}")
    assert fout == []


def _onderklassen(klasse: type) -> Iterator[type]:
    get_resolver().url_patterns  # noqa: B018 - imports every view
    for kind in klasse.__subclasses__():
        yield kind
        yield from _onderklassen(kind)


def test_wat_filtert_verdeelt_ook_in_bladzijden() -> None:
    """A view that shows what a filter lets through cuts it in pages (or hands it on to a file for download)."""
    fout = [
        kort(pad)
        for pad, tekst in python_bestanden().items()
        if re.search(r"views|paginas", kort(pad)) and re.search(r"\.qs\b", tekst)
        if not re.search(r"\bblad\(|\blijst\(|paginate_by|\bexporteer|download", tekst)
    ]
    assert fout == []


def test_niets_wijst_buiten_het_project() -> None:
    """No path of somebody's machine, no folder beside this one."""
    verboden = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/|\.\./shared|/tmp/hulp")
    bestanden = {**python_bestanden(), **{SJABLONEN / naam: tekst for naam, tekst in sjablonen().items()}}
    for pad in [*PROJECT.glob("*.*"), PROJECT / "Makefile", PROJECT / "Dockerfile", *(PROJECT / "tests").rglob("*.py")]:
        if (
            pad.is_file()
            and pad.name not in {".git", ".coverage"}
            and pad.suffix in {".py", ".toml", ".md", ".yml", ".json", ""}
            and pad != Path(__file__)
        ):
            bestanden[pad] = pad.read_text("utf-8")
    for pad in (PROJECT / "marktplein" / "docs").rglob("*.md"):
        bestanden[pad] = pad.read_text("utf-8")
    assert sorted(kort(pad) for pad, tekst in bestanden.items() if verboden.search(tekst)) == []


def test_een_import_in_een_functie_zegt_waarom() -> None:
    """Ruff asks for ``noqa: PLC0415``; here for the words behind it."""
    fout = [
        f"{kort(pad)}: {regel.strip()}"
        for pad, tekst in python_bestanden().items()
        for regel in tekst.splitlines()
        if "PLC0415" in regel and not re.search(r"PLC0415 - \w+", regel)
    ]
    assert fout == []


def _contracten() -> list[dict[str, Any]]:
    return list(tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"])


def _lagen(contract: dict[str, Any]) -> set[str]:
    return {deel.strip(" ()") for laag in contract["layers"] for deel in laag.split("|")}


def test_elke_kamer_staat_in_het_plan_van_het_huis() -> None:
    """What import-linter does not know it does not hold: each room has its place, and an order inside."""
    lagen = [contract for contract in _contracten() if contract["type"] == "layers"]
    buiten = {laag for contract in lagen if "containers" not in contract for laag in _lagen(contract)}
    binnen = {kamer for contract in lagen for kamer in contract.get("containers", [])}
    soorten = {soort for contract in lagen if "containers" in contract for soort in _lagen(contract)}
    fout = []
    for app in EIGEN:
        for map_ in sorted(pad.parent for pad in (PROJECT / app).glob("*/__init__.py")):
            kamer = f"{app}.{map_.name}"
            if map_.name in NIET_EEN_KAMER:
                continue
            if kamer not in buiten and kamer not in ZONDER_PLAATS:
                fout.append(f"{kamer} heeft geen plaats")
            if kamer not in binnen and len(soorten & {pad.stem for pad in map_.iterdir()}) > 1:
                fout.append(f"{kamer} heeft binnenin geen orde")
    assert fout == []


def test_wat_verborgen_is_wordt_geweigerd_zoals_het_huis_dat_doet() -> None:
    """Rows that were scoped by a visitor are looked up with ``haal``; a "may not see" is ``eis_te_zien``.

    Then a 404 about a thing that is there stands in the history (basis.toegang).
    """
    fouten = []
    for pad, tekst in python_bestanden().items():
        for knoop in ast.walk(ast.parse(tekst)):
            if isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "get_object_or_404":
                eerste = ast.unparse(knoop.args[0])
                if not re.match(r"[A-Z]\w*(\.objects\b.*)?$", eerste, re.S):
                    fouten.append(f"{kort(pad)}:{knoop.lineno}: haal({eerste}, ...)")
            vraagt = isinstance(knoop, ast.If) and re.search(r"\bkan_\w+\(", ast.unparse(knoop.test))
            if vraagt and "raise Http404" in ast.unparse(knoop.body[0]):
                fouten.append(f"{kort(pad)}:{knoop.lineno}: eis_te_zien")
    assert not fouten, "\n".join(fouten)


def test_kleine_aantallen_hebben_een_huis() -> None:
    """How small is small, and what is said instead, stands in ``marktplein.basis.kleine_aantallen`` alone."""
    eigen_drempel = re.compile(
        r"minder dan (?:\d|\{)|^\s*(?:MINSTENS|WEINIG|AFGESCHERMD|ONTHUL\w*|MINSTENS_GETOOND)\b.*= ", re.M
    )
    fouten = [
        f"{kort(pad)}: {gevonden.group().strip()}"
        for pad, tekst in python_bestanden().items()
        if kort(pad) != "marktplein/basis/kleine_aantallen.py" and (gevonden := eigen_drempel.search(tekst))
    ]
    fouten += [
        naam
        for naam, tekst in sjablonen().items()
        if re.search(r"minder dan \d", re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", tekst, flags=re.S))
    ]
    assert not fouten, fouten


WIE_DOET_HET = ("door", "user")


def test_wie_iets_doet_is_een_persoon() -> None:
    """Who acts or looks is a ``User`` (or a ``Bezoeker``, or nobody): no parameter or field takes just anything."""
    fout = []
    for pad, tekst in python_bestanden().items():
        for ding in ast.walk(ast.parse(tekst)):
            naam, soort = "", None
            if isinstance(ding, ast.arg):
                naam, soort = ding.arg, ding.annotation
            elif isinstance(ding, ast.AnnAssign) and isinstance(ding.target, ast.Name):
                naam, soort = ding.target.id, ding.annotation
            if naam in WIE_DOET_HET and (soort is None or re.search(r"\b(?:Any|object)\b", ast.unparse(soort))):
                fout.append(f"{kort(pad)}:{ding.lineno}")
    assert fout == []


def test_wat_een_keer_wordt_gemaakt_hoort_bij_niemand() -> None:
    """What ``vast`` keeps for everybody holds no form: its token is of the first visitor, and refused to the others."""

    def heel(tekst: str) -> str:
        insluiten = re.findall(r"""\{%\s*include\s+["']([^"']+)["']""", tekst)
        return tekst + "".join(heel(sjablonen().get(doel, "")) for doel in insluiten)

    fout = [
        naam
        for naam, tekst in sjablonen().items()
        for deel in re.findall(r"\{%\s*vast\b.*?%\}(.*?)\{%\s*endvast\s*%\}", tekst, re.DOTALL)
        if re.search(r"csrf_token|csp_nonce|request\.user", heel(deel))
    ]
    assert fout == []
