"""Small counts of others on real pages and in real files, read by somebody who subtracts whatever can be subtracted."""

import csv
import io
import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.basis.kleine_aantallen import AFGESCHERMD, MINSTENS, MOGELIJK, WEINIG, mogelijke_waarden
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import gebruiker_met
from tests.vraag.factories import RedenFactory
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from tests.vraag.wat_als.proef import als, gerekend, kleiner
from vraag.models import Signaal
from vraag.signalen.services import aansluiten
from vraag.uitleg.bijna import mail_bijna_haalbaar
from vraag.workflow import SignaalStaat

KLEIN_GENOEMD = re.compile(r"\b[1-4]\s+(?:kind(?:eren)?\b|×)")
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
        for per in ("gemeente", "team", "interventie", "leeftijd"):
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
    (geplaatst,) = [rij for rij in rijen if rij[1] == "Kinderen met een plek"]
    for n, kant in ((2, "nu"), (3, "dan")):
        totaal = zonder_eigen(geplaatst[n], eigen[kant])
        van_anderen = [zonder_eigen(rij[n], 0) for naam, rij in gemeenten.items() if naam != "Katwijk"]
        per_training = [zonder_eigen(rij[n], trainingen[rij[1]][kant]) for rij in rijen if rij[0] == "Training"]
        for kolom in (van_anderen, per_training):
            zonder_verraad(kolom, totaal, (kant, kolom))
            assert sum(cel for cel in kolom if isinstance(cel, int)) <= (totaal if isinstance(totaal, int) else 0)
    assert gemeenten["Katwijk"][5] == "60 kinderen gevraagd"
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
    adressen += [reverse(f"vraag:{naam}", args=[ander.pk]) for naam in ("signaal", "aansluiten", "vooruitblik")]
    gekozen = f"?interventie={ander.interventie_id}&max_km=40&aantal=27&leeftijd_min=6&leeftijd_max=12"
    adressen.append(reverse("vraag:meekijken") + gekozen)
    adressen.append(reverse("werkplek:zoek") + "?q=leiden")
    for adres in adressen:
        pagina = re.sub(r"<[^>]+>", " ", klant.get(adres, follow=True).content.decode())
        assert KLEIN_GENOEMD.search(pagina) is None, (adres, KLEIN_GENOEMD.search(pagina))
    assert f"{WEINIG} kinderen" in pagina, "quick search, the last of them, found the need"
    kop, *rijen = bestand(klant, reverse("vraag:regiovraag"), {})
    zonder_verraad([getal(rij[kop.index("Kinderen")]) for rij in rijen], None, "regio")


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
    velden = ("interventie", "thema", "vraag", "leeftijd_min", "leeftijd_max", "dagdelen", "max_km", "vroegste_start")
    return {naam: getattr(signaal, naam) for naam in velden} | {
        "aantal": aantal,
        "splitsbaar": False,
        "min_samen": 1,
        "opmerking": "",
    }
