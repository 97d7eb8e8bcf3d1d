"""Which help belongs to which danger, put into words for who asked: lines of the table, in the language of the text."""

from collections.abc import Iterable
from dataclasses import dataclass

from marktplein.basis.hulplijnen import HULPLIJNEN, Hulplijn, tel
from marktplein.hulp.teksten import RECHTS_NAAR_LINKS, ZELFNAAM, tekst
from marktplein.taal.nood import Nood, nood_in
from marktplein.taal.nood.tekens import kaal
from marktplein.taal.nood.wie import is_jong
from marktplein.taal.welke import taal_van

# Whom to call, first things first.
LIJNEN_BIJ: dict[Nood, tuple[str, ...]] = {
    Nood.ZELFMOORD: ("112", "113", "huisarts", "kindertelefoon"),
    Nood.ZELFBESCHADIGING: ("112", "113", "huisarts", "kindertelefoon"),
    Nood.GEWELD: ("112", "veilig_thuis", "kindertelefoon", "huisarts"),
    Nood.MISBRUIK: ("112", "seksueel_geweld", "veilig_thuis", "kindertelefoon"),
    Nood.SEXTING: ("helpwanted", "kindertelefoon", "politie", "112"),
    Nood.WEGLOPEN: ("112", "kindertelefoon", "veilig_thuis", "politie"),
    Nood.VERGIFTIGING: ("112", "huisarts", "113"),
    Nood.BEDREIGING: ("112", "politie", "veilig_thuis", "kindertelefoon"),
    Nood.STALKING: ("112", "politie", "veilig_thuis", "kindertelefoon"),
    Nood.DWANG: ("112", "veilig_thuis", "kindertelefoon", "politie"),
}
ALLE_LIJNEN = tuple(HULPLIJNEN)
WOORDEN = (
    *("bel", "of", "chat", "weg", "weg_uitleg", "geschiedenis_kop", "geschiedenis"),
    *("alles", "verder", "verstuurd", "ga_verder"),
)


@dataclass(frozen=True)
class Regel:
    """One line as it is shown. ``nummers``: (as written, address to call)."""

    sleutel: str
    voor: str
    naam: str
    nummers: tuple[tuple[str, str], ...]
    site: str
    erbij: str


@dataclass(frozen=True)
class Noodhulp:
    """What stands above everything else. ``soort`` is None on the page with all lines."""

    soort: Nood | None
    taal: str
    jong: bool
    regels: tuple[Regel, ...]

    @property
    def richting(self) -> str:
        return "rtl" if self.taal in RECHTS_NAAR_LINKS else "ltr"

    @property
    def kop(self) -> str:
        return self.zin("kop_vergiftiging" if self.soort == Nood.VERGIFTIGING else "kop")

    @property
    def uitleg(self) -> str:
        return self.zin("soorten", self.soort) if self.soort else ""

    def zin(self, *sleutels: str) -> str:
        return tekst(self.taal, *sleutels, jong=self.jong)

    @property
    def zelfnaam(self) -> str:
        """What the language calls itself."""
        return ZELFNAAM[self.taal]

    @property
    def woorden(self) -> dict[str, str]:
        """What a template asks for by name."""
        return {naam: self.zin(naam) for naam in WOORDEN}


def noodhulp(tekst_: str, *, paginataal: str) -> Noodhulp | None:
    """The help for who wrote this, or None when nothing in it tells of danger. The text itself goes no further."""
    soort = nood_in(tekst_)
    if soort is None:
        return None
    taal = taal_van(tekst_) or paginataal
    jong = is_jong(kaal(tekst_))
    return Noodhulp(soort, taal, jong, regels(LIJNEN_BIJ[soort], taal, jong=jong))


def alle_hulp(taal: str, *, jong: bool = False) -> Noodhulp:
    """Every line there is, in one language."""
    return Noodhulp(None, taal, jong, regels(ALLE_LIJNEN, taal, jong=jong))


def regels(sleutels: Iterable[str], taal: str, *, jong: bool) -> tuple[Regel, ...]:
    return tuple(_regel(HULPLIJNEN[sleutel], taal, jong=jong) for sleutel in sleutels)


def _regel(lijn: Hulplijn, taal: str, *, jong: bool) -> Regel:
    if lijn.sleutel == "huisarts":
        return Regel(lijn.sleutel, tekst(taal, "huisarts", jong=jong), "", (), "", "")
    erbij = [tekst(taal, naam) for naam in ("dag_en_nacht", "elke_dag", "gratis") if getattr(lijn, naam)]
    if "en" in lijn.talen:
        erbij.append(tekst(taal, "talen"))
    return Regel(
        lijn.sleutel,
        tekst(taal, "lijnen", lijn.sleutel),
        "" if lijn.naam in lijn.nummers else lijn.naam,
        tuple((nummer, tel(nummer)) for nummer in lijn.nummers),
        lijn.site,
        ("، " if taal in RECHTS_NAAR_LINKS else ", ").join(erbij),
    )
