"""The story in six steps. Which are done is read from the data: whoever takes another way has done them too."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from aanbod.models import Aanmelding
from gemeenten.grond.models import Team
from marktplein.demo.fixtures import rijen
from marktplein.demo.groepen import groep_van
from marktplein.demo.voorbeeld import (
    DAGDEEL,
    EERSTE,
    FACILITAIR,
    LAATSTE_PLEK,
    MAX_KM,
    TWEEDE,
    WEERBAARHEID,
    Vraag,
)
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.permissions import heeft_login
from vraag.workflow import Antwoord, SignaalStaat, VoorstelStaat

WEG = (SignaalStaat.INGETROKKEN, SignaalStaat.VERLOPEN)
LEEFT = (VoorstelStaat.VOORGESTELD, VoorstelStaat.TOEGEZEGD, VoorstelStaat.GEPLAND)


@dataclass(frozen=True, slots=True)
class Deur:
    """A button that logs in as ``als`` (empty: a visitor) and opens ``naar``."""

    tekst: str
    als: str
    naar: str


@dataclass(frozen=True, slots=True)
class Stap:
    titel: str
    uitleg: str
    gedaan: bool
    deuren: tuple[Deur, ...] = ()


def stappen() -> list[Stap]:
    """All six, in order. The demo must be loaded."""
    voorstel = _voorstel()
    antwoorden = list(voorstel.toezeggingen.select_related("team", "trainer__user")) if voorstel else []
    return [
        _twee_vragen(voorstel),
        _team_zegt_ja(EERSTE, voorstel, antwoorden),
        _team_zegt_ja(TWEEDE, voorstel, antwoorden),
        _trainers(voorstel, antwoorden),
        _groep(voorstel),
        _ouder(),
    ]


def _voorstel() -> Groepsvoorstel | None:
    """The newest in which both teams are, as far as it still counts."""
    rijen_ = Groepsvoorstel.objects.filter(interventie__slug=WEERBAARHEID, staat__in=LEEFT).select_related("groep")
    for vraag in (EERSTE, TWEEDE):
        rijen_ = rijen_.filter(toezeggingen__team__slug=vraag.team)
    return rijen_.order_by("-pk").first()


def _twee_vragen(voorstel: Groepsvoorstel | None) -> Stap:
    gevraagd = set(
        Signaal.objects.filter(interventie__slug=WEERBAARHEID, team__slug__in=(EERSTE.team, TWEEDE.team))
        .exclude(staat__in=WEG)
        .values_list("team__slug", flat=True)
    )
    deuren = tuple(
        Deur(f"Vraag als {_naam(vraag)} voor {vraag.aantal} kinderen", vraag.login, _vraagformulier(vraag))
        for vraag in (EERSTE, TWEEDE)
        if vraag.team not in gevraagd and voorstel is None
    )
    uitleg = "Twee teams zoeken dezelfde training en weten dat niet van elkaar. Het formulier is al ingevuld."
    if voorstel is None and not deuren:
        uitleg = "Allebei gevraagd. Er wordt nu naar een groep gezocht; ververs deze pagina over een halve minuut."
    return Stap("De kinderen van twee teams worden een groep", uitleg, voorstel is not None, deuren)


def _vraagformulier(vraag: Vraag) -> str:
    velden = {
        "interventie": WEERBAARHEID,
        "aantal": vraag.aantal,
        "vanaf": vraag.leeftijd_min,
        "tot": vraag.leeftijd_max,
        "dagdeel": DAGDEEL,
        "km": MAX_KM,
    }
    return f"{reverse('vraag:signaal_nieuw')}?{urlencode(velden)}"


def _team_zegt_ja(vraag: Vraag, voorstel: Groepsvoorstel | None, antwoorden: Iterable[Toezegging]) -> Stap:
    naam = _naam(vraag)
    ja = any(t.team and t.team.slug == vraag.team and t.antwoord == Antwoord.JA for t in antwoorden)
    deuren = (Deur(f"Antwoord als {naam}", vraag.login, _pagina(voorstel)),) if voorstel and not ja else ()
    uitleg = "Het team leest wanneer, waar en met wie. Ja kan tien seconden lang nog terug; daarna komt het vinkje."
    return Stap(f"{naam} zegt ja", uitleg, ja, deuren)


def _trainers(voorstel: Groepsvoorstel | None, antwoorden: Iterable[Toezegging]) -> Stap:
    """Who cannot log in is called by the desk, which fills in what was said."""
    gevraagd = [t for t in antwoorden if t.trainer]
    deuren = tuple(
        Deur(f"Antwoord als {t.trainer}", t.trainer.user.email, _pagina(voorstel))
        if t.trainer.user and heeft_login(t.trainer)
        else Deur(f"Bel als facilitair met {t.trainer}", FACILITAIR, _pagina(voorstel))
        for t in gevraagd
        if t.trainer and voorstel and t.antwoord == Antwoord.OPEN
    )
    uitleg = "Wie geen login heeft, wordt gebeld: de medewerker van facilitair vult het antwoord in."
    gedaan = bool(gevraagd) and all(t.antwoord == Antwoord.JA for t in gevraagd)
    return Stap("Facilitair belt de trainer, en de trainers zeggen ja", uitleg, gedaan, deuren)


def _groep(voorstel: Groepsvoorstel | None) -> Stap:
    groep = voorstel.groep if voorstel else None
    deuren: tuple[Deur, ...] = ()
    if groep is not None:
        deuren = (
            Deur("Bekijk de groep als team", EERSTE.login, reverse("aanbod:groep", args=[groep.slug])),
            Deur("Bekijk de taken als facilitair", FACILITAIR, f"{reverse('facilitair:taken')}?groep={groep.pk}"),
        )
    uitleg = "De groep heeft data, trainers en een zaal, en facilitair heeft taken. Dat gaat vanzelf."
    return Stap("De groep staat", uitleg, groep is not None, deuren)


def _ouder() -> Stap:
    groep = groep_van(LAATSTE_PLEK)
    gedaan = Aanmelding.objects.filter(groep=groep).count() > _geladen_aanmeldingen()
    deuren = (Deur("Meld aan als ouder", "", reverse("aanbod:groep", args=[groep.slug])),)
    uitleg = "Zonder account, op een telefoon. De ouder bevestigt met de link in de mail; die ligt hier in de post."
    return Stap("Een ouder meldt zich aan", uitleg, gedaan, () if gedaan else deuren)


def _geladen_aanmeldingen() -> int:
    rij = next(rij for rij in rijen("groepen") if rij["sleutel"] == LAATSTE_PLEK)
    return sum(rij["aanmeldingen"].values())


def _pagina(voorstel: Groepsvoorstel | None) -> str:
    return reverse("vraag:voorstel", args=[voorstel.pk]) if voorstel else reverse("vraag:voorstellen")


def _naam(vraag: Vraag) -> str:
    return str(Team.objects.get(slug=vraag.team))
