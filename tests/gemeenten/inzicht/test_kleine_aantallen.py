"""Small counts of others on real pages and in real files, read by somebody who subtracts whatever can be subtracted."""

import ast
import csv
import io
import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente
from marktplein.audit.services import leg_vast
from marktplein.basis.kleine_aantallen import AFGESCHERMD, MINSTENS, MOGELIJK, WEINIG, mogelijke_waarden
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import gebruiker_met
from tests.test_rechtenmatrix import alle_namen
from tests.vraag.factories import RedenFactory, VoorstelFactory
from tests.vraag.poolen.test_runrecords import maak_runs
from tests.vraag.reeksen.hulp import vraag as vraag_elk_jaar
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from tests.vraag.wat_als.proef import als, gerekend, kleiner
from vraag.models import Run, Signaal
from vraag.reeksen.services import terugkerende_vraag
from vraag.signalen.services import aansluiten
from vraag.uitleg.bijna import mail_bijna_haalbaar
from vraag.workflow import SignaalStaat

PROJECT = Path(__file__).resolve().parents[3]
KLEIN_GENOEMD = re.compile(r"\b[1-4]\s+(?:kind(?:eren)?\b|mensen\b|persoon\b|×)")
Tabel = list[list[str]]


class _Tabellen(HTMLParser):
    """Every table of a page as rows of text."""

    def __init__(self) -> None:
        super().__init__()
        self.tabellen: list[Tabel] = []
        self.cel: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tabellen.append([])
        elif tag == "tr" and self.tabellen:
            self.tabellen[-1].append([])
        elif tag in ("td", "th") and self.tabellen and self.tabellen[-1]:
            self.cel = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cel is not None:
            self.tabellen[-1][-1].append(" ".join("".join(self.cel).split()))
            self.cel = None

    def handle_data(self, data: str) -> None:
        if self.cel is not None:
            self.cel.append(data)


def html_tabellen(klant: Client, adres: str, vraag: dict[str, Any]) -> list[Tabel]:
    lezer = _Tabellen()
    lezer.feed(klant.get(adres, vraag).content.decode())
    return lezer.tabellen


def bestand(klant: Client, adres: str, vraag: dict[str, Any]) -> Tabel:
    inhoud = klant.get(adres, vraag | {"formaat": "csv"}).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(inhoud), delimiter=";"))


def getal(cel: str) -> int | str:
    kaal = cel.removeprefix("minstens ").replace(".", "")
    return int(kaal) if re.fullmatch(r"[+−-]?\d+", kaal) else cel


def zonder_verraad(kolom: list[int | str], totaal: int | str | None, waar: Any) -> None:
    """No small number, only rounded ones, and none of what is hidden can be narrowed down with the total."""
    for cel in kolom:
        assert not isinstance(cel, int) or cel % MINSTENS == 0, (waar, kolom)
        assert isinstance(cel, int) or cel in (WEINIG, AFGESCHERMD, "", "–"), (waar, kolom)
    if totaal is not None and any(cel in (WEINIG, AFGESCHERMD) for cel in kolom):
        for cel, kan in zip(kolom, mogelijke_waarden(kolom, totaal), strict=True):
            assert isinstance(cel, int) or len(kan) >= MOGELIJK, (waar, kolom, totaal)


@pytest.fixture(params=[1, 2])
def streek(request: Any) -> Streek:
    """Katwijk is "own" and has large, recognisable counts; the others ask for very few."""
    toeval = random.Random(request.param)
    streek = maak_streek()
    tweede = InterventieFactory(naam="Tweede training")
    for team in (streek.oegstgeest, streek.leiden):
        for n in range(5):
            maak_signaal(
                streek,
                team,
                toeval.randint(1, 4),
                interventie=toeval.choice((streek.interventie, tweede)),
                staat=toeval.choice((SignaalStaat.OPEN, SignaalStaat.OPEN, SignaalStaat.INGETROKKEN)),
                leeftijd_min=6 + n,
                leeftijd_max=8 + n,
            )
    maak_signaal(streek, streek.leiden, toeval.randint(5, 9))
    maak_signaal(streek, streek.katwijk, 27)
    maak_signaal(streek, streek.katwijk, 33, interventie=tweede)
    return streek


def lezers(streek: Streek) -> Iterator[tuple[str, Client]]:
    yield "team", als(streek.van_katwijk)
    yield "gemeente", als(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.katwijk.gemeente))
    yield "beheer", als(gebruiker_met(Rol.BEHEER))


def test_inzicht_in_elk_overzicht_en_elk_bestand(streek: Streek) -> None:
    adres = reverse("inzicht:inzicht")
    per_filter: dict[Any, dict[str, int | str]] = {}
    for wie, klant in lezers(streek):
        for per in ("gemeente", "team", "interventie", "leeftijd", "vorm"):
            for vraag in ({}, {"periode": "12m"}, {"interventie": streek.interventie.pk}):
                kop, *rijen = bestand(klant, adres, vraag | {"per": per})
                totaal = rijen.pop()
                assert totaal[0] == "Totaal"
                for n in (n for n, naam in enumerate(kop) if naam.startswith(("Rest", "Regio"))):
                    kolom = [getal(rij[n]) for rij in rijen]
                    zonder_verraad(kolom, getal(totaal[n]), (wie, per, vraag, kop[n]))
                    per_filter[wie, per, kop[n], bool(vraag)] = dict(zip((r[0] for r in rijen), kolom, strict=True))
        tabellen = html_tabellen(klant, adres, {"per": "leeftijd"})
        assert len(tabellen) == 3, "who waits, the counts, the months"
        for rij in tabellen[1][2 if wie != "beheer" else 1 :]:
            zonder_verraad([getal(cel) for cel in rij[-3:]], None, (wie, rij))
        for rij in tabellen[2][1:]:
            zonder_verraad([getal(cel) for cel in rij[-2:]], None, (wie, rij))
    assert any(WEINIG in kolom.values() or AFGESCHERMD in kolom.values() for kolom in per_filter.values())


def zonder_eigen(cel: str, eigen: int) -> int | str:
    """What is left for who takes the own part off. What looks exact is exact: nothing of others is in it."""
    if cel in (WEINIG, AFGESCHERMD, "", "–"):
        return cel
    kaal = int(cel.removeprefix("minstens ").replace(".", ""))
    if not cel.startswith("minstens "):
        assert kaal == eigen, cel
    return kaal - eigen or (AFGESCHERMD if cel.startswith("minstens ") else 0)


def test_wat_als_in_bestand_en_vergelijking(streek: Streek) -> None:
    """For who has an own municipality: taking it off leaves nothing small, and no number contradicts another."""
    lezer = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.katwijk.gemeente)
    een, twee = (gerekend(streek, lezer, kleiner(streek, n), naam=f"min {n}") for n in (4, 5))
    eigen_pk = str(streek.katwijk.gemeente.pk)
    klant = als(lezer)
    rijen = bestand(klant, reverse("vraag:scenario", args=[een.pk]), {})
    gemeenten = {rij[1]: rij for rij in rijen if rij[0] == "Gemeente"}
    eigen = {kant: int(gemeenten["Katwijk"][n]) for n, kant in ((2, "nu"), (3, "dan"))}
    trainingen = {i["naam"]: i["per_gemeente"].get(eigen_pk, {"nu": 0, "dan": 0}) for i in een.uitkomst["interventies"]}
    (geplaatst,) = [rij for rij in rijen if rij[1] == "Mensen met een plek"]
    for n, kant in ((2, "nu"), (3, "dan")):
        totaal = zonder_eigen(geplaatst[n], eigen[kant])
        van_anderen = [zonder_eigen(rij[n], 0) for naam, rij in gemeenten.items() if naam != "Katwijk"]
        per_training = [zonder_eigen(rij[n], trainingen[rij[1]][kant]) for rij in rijen if rij[0] == "Training"]
        for kolom in (van_anderen, per_training):
            zonder_verraad(kolom, totaal, (kant, kolom))
            assert sum(cel for cel in kolom if isinstance(cel, int)) <= (totaal if isinstance(totaal, int) else 0)
    assert gemeenten["Katwijk"][5] == "60 mensen gevraagd"
    for rij in bestand(klant, reverse("vraag:scenarios_vergelijken"), {"s": [een.pk, twee.pk]}):
        if rij[0].endswith("per gemeente") and rij[1] not in ("Katwijk", "Naam"):
            zonder_verraad([zonder_eigen(rij[n], 0) for n in (2, 3, 5, 6)], None, rij)
    for adres, vraag in (
        (reverse("vraag:scenario", args=[een.pk]), {}),
        (reverse("vraag:scenarios_vergelijken"), {"s": [een.pk, twee.pk]}),
    ):
        pagina = klant.get(adres, vraag).content.decode()
        assert "‘minstens’" in pagina, "the page says how it rounds"
        assert re.search(r"minstens \d*[05]\b", pagina)


def test_nergens_staat_hoeveel_een_ander_team_er_heeft(streek: Streek, settings: Any) -> None:
    """Every page about a need of others, and the list with its file: no "3 kinderen"."""
    klant = als(streek.van_katwijk)
    ander = Signaal.objects.filter(team=streek.leiden, staat=SignaalStaat.OPEN, aantal__lt=MINSTENS).first()
    assert ander is not None
    RedenFactory(signaal=ander, code="TOO_FEW_CHILDREN", detail={"tekort": 2})
    adressen = [reverse("vraag:regiovraag"), reverse("inzicht:inzicht")]
    adressen += [reverse(f"vraag:{naam}", args=[ander.pk]) for naam in ("signaal", "aansluiten")]
    gekozen = f"?interventie={ander.interventie_id}&max_km=40&aantal=27&leeftijd_min=6&leeftijd_max=12"
    adressen.append(reverse("vraag:meekijken") + gekozen)
    adressen.append(reverse("werkplek:zoek") + "?q=leiden")
    for adres in adressen:
        pagina = re.sub(r"<[^>]+>", " ", klant.get(adres, follow=True).content.decode())
        assert KLEIN_GENOEMD.search(pagina) is None, (adres, KLEIN_GENOEMD.search(pagina))
    assert f"{WEINIG} kinderen" in pagina, "quick search, the last of them, found the need"
    kop, *rijen = bestand(klant, reverse("vraag:regiovraag"), {})
    zonder_verraad([getal(rij[kop.index("Aantal")]) for rij in rijen], None, "regio")


# --- every page and every file ---------------------------------------------------------------------------------

EIGEN_GETAL = 27
# Counts of others that stand nowhere by chance: not each, not together, not with the own one.
ANDERMANS = (1173, 1304, 1173 + 1304, 1173 + 1304 + EIGEN_GETAL)
VERKLAPT = re.compile("|".join(rf"(?<![\d.,]){n // 1000}\.?{n % 1000:03d}(?![\d,])" for n in ANDERMANS))
KLEIN_VELD = re.compile(r"\b(?:aantal|kinderen|geplaatst|bezet)\W{1,3}[1-4]\b")

# Pages on which demand of others is counted, or could be: fetched by every reader, as page and as file.
AANGEVALLEN = {
    "gemeenten:logboek", "inzicht:inzicht", "inzicht:wachttijd", "vraag:aansluiten", "vraag:meekijken",
    "vraag:reeks_beslissen", "vraag:reeksen", "vraag:regiovraag", "vraag:run", "vraag:runs", "vraag:scenario_nieuw",
    "vraag:scenarios", "vraag:signaal", "vraag:signaal_nieuw", "vraag:signalen", "vraag:voorstel",
    "vraag:voorstellen", "werkplek:start", "werkplek:zoek",
}  # fmt: skip
NIET_AANGEVALLEN = {
    "vraag:per_link": "one proposal, for the trainer who is asked and nobody else",
    "vraag:groep_maken": "choices are told as in vraag:regiovraag, limits by what is shown (tests/vraag/zelf)",
    "vraag:vraag_terug": "only posted",
    "vraag:andere_trainer": "trainers to choose, no counts",
    "vraag:bijna_uit": "one switch, no counts",
    "vraag:antwoord": "an answer to a proposal; goes on to it",
    "vraag:antwoord_rij": "a row of vraag:voorstellen, to whom it is asked",
    "vraag:voorstellen_doen": "only posted",
    "vraag:herinneren": "only posted",
    "vraag:overleg": "only posted",
    "vraag:scenario": "test_wat_als_in_bestand_en_vergelijking",
    "vraag:scenarios_vergelijken": "test_wat_als_in_bestand_en_vergelijking",
    "vraag:scenario_verwijderen": "asks whether, no counts",
    "vraag:signaal_intrekken": "of the own team",
    "vraag:signaal_kopieren": "of the own team",
    "vraag:signaal_wijzigen": "of the own team",
    "vraag:bereken": "only posted",
    "vraag:signaal_verlengen": "only posted",
    "vraag:trainer_vragen": "only posted",
    "vraag:trainervraag": "of the own municipality",
} | dict.fromkeys(
    ("vraag:reden_wissen", "vraag:reeks_tekst_wissen", "vraag:scenario_tekst_wissen", "vraag:signaal_tekst_wissen"),
    "asks whether, no counts",
)
# Who makes a file of a list, and where it is attacked or what is in it.
BESTANDEN = {
    "aanbod.deelname.views.aanmeldingen.lijst": "registrations of one group, to who may see their names",
    "aanbod.groepen.rijen.groepen": "groups with their places, as the list itself tells who works here",
    "aanbod.paginas.draait.draait": "groups with their places, as the list itself tells who works here",
    "aanbod.paginas.draait.gevers": "trainers with a certificate, by name to who plans groups; no residents",
    "aanbod.paginas.matrix.matrix": "offers per theme or age, no people",
    "aanbod.paginas.plank.plank": "offers, as the shelf itself",
    "facilitair.ruimtes.views.ruimtes.ruimtelijst": "rooms",
    "facilitair.taken.views.takenlijst": "tasks",
    "gemeenten.grond.views.leden._bestand": "people who work here",
    "gemeenten.grond.views.logboek._bestand": "gemeenten:logboek",
    "gemeenten.kaart.views.beheer.beheer": "organisations, as the list itself",
    "gemeenten.inzicht.views.inzicht": "inzicht:inzicht",
    "gemeenten.inzicht.views.inzicht_wachttijd": "inzicht:wachttijd",
    "marktplein.basis.lijst.bestand": "the kit itself",
    "vraag.paginas.regiovraag.regiovraag": "vraag:regiovraag",
    "vraag.paginas.signalen.signalen": "vraag:signalen",
    "vraag.reeksen.views.reeksen": "vraag:reeksen",
    "vraag.wat_als.views.scenario": "test_wat_als_in_bestand_en_vergelijking",
    "vraag.wat_als.views.scenarios_vergelijken": "test_wat_als_in_bestand_en_vergelijking",
}


@pytest.mark.puur
def test_elk_bestand_staat_in_het_register() -> None:
    gevonden = set()
    for app in ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag"):
        for pad in (PROJECT / app).rglob("*.py"):
            kamer = ".".join(pad.relative_to(PROJECT).with_suffix("").parts)
            for ding in ast.parse(pad.read_text("utf-8")).body:
                roept = {getattr(k.func, "id", "") for k in ast.walk(ding) if isinstance(k, ast.Call)}
                if isinstance(ding, ast.FunctionDef) and roept & {"bestand", "als_bestand"}:
                    gevonden.add(f"{kamer}.{ding.name}")
    assert gevonden == set(BESTANDEN)


@pytest.mark.puur
def test_elke_pagina_over_vraag_staat_in_het_register() -> None:
    over_vraag = {naam for naam in alle_namen() if naam.startswith(("vraag:", "inzicht:", "werkplek:"))}
    assert over_vraag <= AANGEVALLEN | set(NIET_AANGEVALLEN)
    assert set(NIET_AANGEVALLEN) | AANGEVALLEN <= over_vraag | {"gemeenten:logboek"}


@pytest.fixture
def grote_getallen() -> dict[str, str]:
    """Others ask for counts that are known at sight, and for very few; addresses of all that is attacked."""
    streek = maak_streek()
    terug = InterventieFactory(naam="Elk jaar terug", staat="gepubliceerd", groep_min=5)
    groot = [
        maak_signaal(streek, team, aantal, splitsbaar=True)
        for team, aantal in ((streek.leiden, 1173), (streek.oegstgeest, 1304))
    ]
    for n in (1, 2, 3, 4):
        maak_signaal(streek, streek.leiden, n, interventie=terug, leeftijd_min=6 + n, leeftijd_max=8 + n)
    maak_signaal(streek, streek.katwijk, EIGEN_GETAL)
    Gemeente.objects.update(subregio="Duin")
    for gemeente, aantal in ((streek.katwijk.gemeente, 6), (streek.leiden.gemeente, 4)):
        vraag_elk_jaar(gemeente, terug, 2024, 2025, 2026, aantal=aantal, staat=SignaalStaat.VERLOPEN)
    for signaal in groot:
        RedenFactory(signaal=signaal, code="TOO_FEW_CHILDREN", detail={"tekort": 2})
        leg_vast("signaal.ingediend", signaal, door=streek.van_leiden, aantal=signaal.aantal)
    leg_vast("signaal.gewijzigd", groot[0], door=streek.van_leiden, aantal=3)
    leg_vast("teamplaats.genomen", groot[0], door=streek.van_leiden, aantal=2, bezet=4)
    maak_runs(streek, 2, kinderen=ANDERMANS[3], kinderen_geplaatst=ANDERMANS[0])
    voorstel = VoorstelFactory(
        run__regio=streek.regio, interventie=streek.interventie, regels=[(groot[0], 1173), (groot[1], 1304)]
    )
    gekozen = f"?interventie={streek.interventie.pk}&max_km=40&aantal=27&leeftijd_min=8&leeftijd_max=12"
    argumenten: dict[str, tuple[Any, ...]] = {
        "vraag:voorstel": (voorstel.pk,),
        "vraag:run": (Run.objects.latest("pk").pk,),
        **{f"vraag:{naam}": (groot[0].pk,) for naam in ("signaal", "aansluiten")},
    }
    kenmerken = [t.kenmerk for t in terugkerende_vraag(streek.regio)]
    assert kenmerken, "something comes back each year"
    argumenten["vraag:reeks_beslissen"] = (kenmerken[0],)
    achter = {"vraag:meekijken": gekozen, "werkplek:zoek": "?q=weerbaar"}
    return {naam: reverse(naam, args=argumenten.get(naam, ())) + achter.get(naam, "") for naam in AANGEVALLEN}


@pytest.mark.lang
def test_geen_pagina_en_geen_bestand_verklapt_een_aantal_van_anderen(grote_getallen: dict[str, str]) -> None:
    katwijk = Gemeente.objects.get(slug="katwijk")
    wie = {
        "team": gebruiker_met(Rol.JGT, team=katwijk.teams.get()),
        "aanspreekpunt": gebruiker_met(Rol.AANSPREEKPUNT, gemeente=katwijk),
        "gemeente": gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=katwijk),
        "beheer": gebruiker_met(Rol.BEHEER),
        "trainer": gebruiker_met(Rol.TRAINER, gemeente=katwijk),
        "facilitair": gebruiker_met(Rol.FACILITAIR),
    }
    gezien, fouten = set(), []
    for rol, user in wie.items():
        klant = als(user)
        for naam, adres in grote_getallen.items():
            for vorm in ("", "formaat=csv"):
                antwoord = klant.get(adres + (("&" if "?" in adres else "?") + vorm if vorm else ""), follow=True)
                if antwoord.status_code != 200:
                    continue
                gezien.add(naam)
                bron = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
                tekst = bron.decode("utf-8-sig")
                kaal = re.sub(r"<[^>]+>", " ", tekst)
                gevonden = [m.group() for m in (VERKLAPT.search(tekst), KLEIN_GENOEMD.search(kaal)) if m]
                if naam == "gemeenten:logboek" and (m := KLEIN_VELD.search(kaal)):
                    gevonden.append(m.group())
                fouten += [f"{naam} {vorm} als {rol}: {wat}" for wat in gevonden]
    assert not fouten, "\n".join(fouten)
    assert AANGEVALLEN - gezien == {"vraag:voorstel"}, "who is not in a proposal does not see it"


def test_ook_een_mail_zegt_niet_hoeveel_kinderen_een_ander_team_heeft(streek: Streek) -> None:
    Signaal.objects.all().delete()
    RedenFactory(
        signaal=maak_signaal(streek, streek.leiden, 4),
        helpt=[{"soort": "meer_kinderen", "kinderen": 2, "dagdelen": [7]}],
    )
    eigen = maak_signaal(streek, streek.oegstgeest, 12)
    mail_bijna_haalbaar()
    aansluiten(eigen, team=streek.katwijk, door=streek.van_katwijk, **_kort(eigen, 3))
    inhoud = {b.soort: b.tekst for b in Bericht.objects.all()}
    assert {"vraag.bijna", "signaal.aansluiting"} <= set(inhoud)
    for soort in ("vraag.bijna", "signaal.aansluiting"):
        gevonden = KLEIN_GENOEMD.search(inhoud[soort].replace("1 tot en met 3 kinderen", ""))
        assert gevonden is None, (soort, gevonden)
        assert f"{WEINIG} kinderen" in inhoud[soort]


def _kort(signaal: Signaal, aantal: int) -> dict[str, Any]:
    velden = (
        "interventie",
        "thema",
        "vraag",
        "voor",
        "leeftijd_min",
        "leeftijd_max",
        "dagdelen",
        "max_km",
        "vroegste_start",
    )
    return {naam: getattr(signaal, naam) for naam in velden} | {
        "aantal": aantal,
        "splitsbaar": False,
        "min_samen": 1,
        "opmerking": "",
    }
