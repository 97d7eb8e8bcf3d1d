"""What somebody does first: three cards for each role, each with its part of the manual, until put away for good."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import lidmaatschappen_van
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.handleiding.plekken import (
    AANBIEDER,
    AANSPREEKPUNT,
    BEHEER,
    FACILITAIR,
    GEMEENTE,
    JGT,
    KCC,
    TRAINER,
    VAN_ROL,
)


@dataclass(frozen=True, slots=True)
class Kaart:
    """``naar`` is the name of the page where it is done, ``anker`` the part of the manual of the role."""

    kop: str
    tekst: str
    naar: str
    anker: str
    handleiding: str = ""

    @property
    def url(self) -> str:
        return reverse(self.naar)

    @property
    def uitleg(self) -> str:
        return f"{reverse('handleiding:handleiding', args=[self.handleiding])}#{self.anker}"


KAARTEN: dict[str, tuple[Kaart, Kaart, Kaart]] = {
    JGT: (
        Kaart(
            "Plaats een vraag",
            "Zeg hoeveel kinderen een training nodig hebben en wanneer zij kunnen. Nooit een naam.",
            "vraag:signaal_nieuw",
            "een-vraag-plaatsen",
        ),
        Kaart(
            "Antwoord op voorstellen",
            "Past een groep? Zeg ja of nee binnen vijf werkdagen. Eén collega antwoordt voor het team.",
            "vraag:voorstellen",
            "een-voorstel-beantwoorden",
        ),
        Kaart(
            "Neem een plek die er al is",
            "Kijk bij de groepen die gepland staan. Is er plek, dan neem je die voor je team.",
            "aanbod:groepen",
            "plekken-in-een-groep-die-al-gepland-is",
        ),
    ),
    TRAINER: (
        Kaart(
            "Vul in wanneer je kunt",
            "Kies je dagdelen, hoe ver je reist en hoeveel groepen je aankunt.",
            "aanbod:mijn_inzet",
            "wanneer-en-waar-je-kunt",
        ),
        Kaart(
            "Antwoord op voorstellen",
            "Kun jij een groep geven? Zeg ja of nee binnen vijf werkdagen.",
            "vraag:voorstellen",
            "antwoorden-op-een-voorstel",
        ),
        Kaart(
            "Zie wie er komt",
            "Bij je eigen groepen staan de data, de plaats en wie zich aanmeldde.",
            "aanbod:mijn_groepen",
            "zien-wie-er-komt",
        ),
    ),
    AANBIEDER: (
        Kaart(
            "Kijk je aanbod na",
            "Ouders lezen wat er staat. Klopt het nog, en is het in gewone woorden?",
            "aanbod:beheer",
            "aanbod-wijzigen",
        ),
        Kaart(
            "Voeg aanbod toe",
            "Mist er iets? Maak het als concept en zet het op de plank als het klopt.",
            "aanbod:interventie_nieuw",
            "nieuw-aanbod-toevoegen",
        ),
        Kaart(
            "Bekijk de plank",
            "Zo zien teams wat er is. Alleen wat volledig is, staat erop.",
            "aanbod:plank",
            "aanbod-op-de-plank-zetten-of-eraf-halen",
        ),
    ),
    FACILITAIR: (
        Kaart(
            "Pak een taak op",
            "In de lijst staat wat het eerst klaar moet. Wat je oppakt, is van jou.",
            "facilitair:taken",
            "een-taak-doen",
        ),
        Kaart(
            "Kijk in de agenda",
            "Per dag en week zie je welke ruimte vrij is. Een vrij vakje reserveer je meteen.",
            "facilitair:agenda",
            "een-ruimte-kiezen",
        ),
        Kaart(
            "Zie wie er komt",
            "Open een groep voor de aanmeldingen, de wachtlijst en de presentielijst.",
            "aanbod:groepen",
            "aanmeldingen",
        ),
    ),
    AANSPREEKPUNT: (
        Kaart(
            "Zie wat er mist",
            "Wie in je gemeente krijgt een plek, wie wacht, en waarom?",
            "inzicht:inzicht",
            "zien-wat-er-mist",
        ),
        Kaart(
            "Volg de voorstellen",
            "Welke groepen staan op het punt te beginnen, en wie antwoordde nog niet?",
            "vraag:voorstellen",
            "een-voorstel-volgen",
        ),
        Kaart(
            "Probeer iets uit",
            "Wat als er een ruimte of trainer bij komt? Aan de echte groepen verandert niets.",
            "vraag:scenarios",
            "iets-uitproberen-met-wat-als",
        ),
    ),
    GEMEENTE: (
        Kaart(
            "Nodig je collega’s uit",
            "Kies per persoon de rol en het team. De link in de mail werkt 14 dagen.",
            "gemeenten:uitnodigen",
            "iemand-uitnodigen",
        ),
        Kaart(
            "Kijk wie er meedoet",
            "Wie weg is of ander werk doet, verliest hier zijn rol.",
            "gemeenten:leden",
            "een-rol-beeindigen",
        ),
        Kaart(
            "Zet de sluitingsdagen",
            "Op die dagen plannen we niets in je gemeente, en telt een termijn niet door.",
            "gemeenten:sluitingsdagen",
            "sluitingsdagen",
        ),
    ),
    KCC: (
        Kaart(
            "Zoek terwijl iemand belt",
            "Typ wat de beller zegt, in gewone woorden. Nooit een naam.",
            "kcc:belscherm",
            "het-belscherm",
        ),
        Kaart(
            "Help met aanmelden",
            "Bij de groepen zie je waar plek is en hoe een inwoner zich aanmeldt.",
            "aanbod:groepen",
            "helpen-met-aanmelden",
        ),
        Kaart(
            "Weet wie je doorverbindt",
            "Op de plank staat per training bij wie men zich meldt en wie betaalt.",
            "aanbod:plank",
            "de-plank",
        ),
    ),
    BEHEER: (
        Kaart(
            "Geef mensen een rol",
            "Nodig uit, beëindig een rol, of schakel een account uit.",
            "gemeenten:leden",
            "mensen-en-rollen",
        ),
        Kaart(
            "Volg de berekeningen",
            "Elke nacht zoekt het marktplein groepen. Hier zie je of dat lukte.",
            "vraag:runs",
            "berekeningen-volgen",
        ),
        Kaart(
            "Lees het logboek",
            "Wie deed wat, en wie bekeek namen? Niemand kan dit veranderen.",
            "gemeenten:logboek",
            "het-logboek",
        ),
    ),
}


def eerste_stappen(user: Bezoeker) -> tuple[Kaart, ...]:
    """The cards of the first role of this person; none once they were put away, or without a role."""
    rollen = lidmaatschappen_van(user)
    if not isinstance(user, User) or user.eerste_stappen_weg_op is not None or not rollen:
        return ()
    naam = VAN_ROL[Rol(rollen[0].rol)]
    return tuple(Kaart(kaart.kop, kaart.tekst, kaart.naar, kaart.anker, naam) for kaart in KAARTEN[naam])


@transaction.atomic
def zet_eerste_stappen_weg(user: User) -> None:
    """Put one's own cards away for good; twice changes nothing."""
    if User.objects.filter(pk=user.pk, eerste_stappen_weg_op=None).update(eerste_stappen_weg_op=klok.nu()):
        leg_vast("account.eerste_stappen_weg", user, door=user)
