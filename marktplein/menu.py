"""One menu for everybody: each entry says who sees it; a person with several roles sees the union, in this order.

The entries ask the same predicates as the pages themselves, so that the menu never offers a closed door.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aanbod import permissions as aanbod
from aanbod.wegwijs import permissions as redactie
from facilitair import permissions as facilitair
from gemeenten.grond import permissions as gemeenten
from gemeenten.kaart import permissions as kaart
from gemeenten.kcc import permissions as kcc
from marktplein.accounts.models import Bezoeker
from vraag import permissions as vraag

Mag = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Ingang:
    """``secties`` are the names of addresses below this entry; the first of them is where it leads."""

    label: str | Promise
    icoon: str
    secties: tuple[str, ...]
    mag: Mag


def _bezoeker(user: Bezoeker) -> bool:
    return not user.is_authenticated


def _ingelogd(user: Bezoeker) -> bool:
    return bool(user.is_authenticated)


INGANGEN = (
    Ingang("Start", "start", ("werkplek:start",), _ingelogd),
    Ingang(_("Zoeken"), "zoeken", ("aanbod:zoeken", "aanbod:thema", "aanbod:interventie"), _bezoeker),
    Ingang("Belscherm", "belscherm", ("kcc:belscherm", "kcc:doorsturen"), kcc.kan_te_woord_staan),
    Ingang(
        "Terugbelverzoeken",
        "terugbellen",
        ("kcc:terugbelverzoeken", "kcc:terugbelverzoek", "kcc:terugbellen_vragen"),
        kcc.kan_terugbelverzoeken_zien,
    ),
    Ingang(
        "Vragen",
        "vraag",
        (
            "vraag:signalen",
            "vraag:signaal",
            "vraag:signaal_nieuw",
            "vraag:signaal_wijzigen",
            "vraag:signaal_intrekken",
            "vraag:signaal_tekst_wissen",
            "vraag:signaal_verlengen",
            "vraag:signaal_kopieren",
        ),
        vraag.kan_signalen_zien,
    ),
    Ingang("Vraag in de regio", "kaart", ("vraag:regiovraag", "vraag:aansluiten"), vraag.ziet_regiovraag),
    Ingang(
        "Voorstellen", "voorstel", ("vraag:voorstellen", "vraag:voorstel", "vraag:antwoord"), vraag.kan_voorstellen_zien
    ),
    Ingang(
        "Taken",
        "taak",
        ("facilitair:taken", "facilitair:taak", "facilitair:taak_tekst_wissen"),
        facilitair.kan_taken_zien,
    ),
    Ingang("Ruimtes", "ruimte", ("facilitair:ruimtes", "facilitair:ruimte"), facilitair.kan_ruimtes_zien),
    Ingang("Agenda", "agenda", ("facilitair:agenda",), facilitair.kan_ruimtes_zien),
    Ingang("Mijn groepen", "mijn-groepen", ("aanbod:mijn_groepen", "aanbod:mijn_week"), aanbod.is_trainer),
    Ingang("Mijn inzet", "inzet", ("aanbod:mijn_inzet",), aanbod.is_trainer),
    Ingang(
        "Aanbod beheren",
        "aanbod",
        (
            "aanbod:beheer",
            "aanbod:interventie_nieuw",
            "aanbod:interventie_wijzigen",
            "aanbod:interventie_versies",
            "aanbod:interventie_versie",
            "aanbod:interventie_redactie",
        ),
        aanbod.kan_aanbod_beheren,
    ),
    Ingang("Redactie", "redactie", ("aanbod:redactie", "aanbod:redactie_aanvraag"), aanbod.is_redactie),
    Ingang(
        "Plank",
        "plank",
        ("aanbod:plank", "aanbod:interventie", "aanbod:thema", "aanbod:matrix", "aanbod:draait", "aanbod:gevers"),
        aanbod.kan_plank_zien,
    ),
    Ingang(
        _("Groepen"),
        "groep",
        (
            "aanbod:groepen",
            "aanbod:groep",
            "aanbod:aanmelden",
            "aanbod:aanmeldingen",
            "aanbod:presentie",
            "aanbod:teamplaats",
            "aanbod:mijn_week",
        ),
        lambda _: True,
    ),
    Ingang(
        _("Sociale kaart"),
        "sociale-kaart",
        ("kaart:kaart", "kaart:organisatie", "kaart:locatie", "kaart:afdrukken"),
        lambda _: True,
    ),
    Ingang(
        "Sociale kaart bijhouden",
        "kaart-bijhouden",
        (
            "kaart:beheer",
            "kaart:nieuw",
            "kaart:wijzigen",
            "kaart:locatie_nieuw",
            "kaart:locatie_wijzigen",
            "kaart:contact_nieuw",
            "kaart:contact_wijzigen",
            "kaart:invoeren",
            "kaart:invoer",
            "kaart:kolommen",
            "kaart:dubbel",
            "kaart:samenvoegen",
            "kaart:voorstellen",
            "kaart:voorstel",
        ),
        kaart.kan_kaart_bijhouden,
    ),
    Ingang(
        "Inzicht",
        "grafiek",
        ("inzicht:inzicht", "inzicht:wachttijd", "vraag:reeksen", "vraag:reeks_beslissen"),
        vraag.kan_inzicht_zien,
    ),
    Ingang("Berekeningen", "rekenen", ("vraag:runs", "vraag:run"), vraag.kan_runs_zien),
    Ingang(
        "Wat als",
        "wat-als",
        ("vraag:scenarios", "vraag:scenario", "vraag:scenario_nieuw", "vraag:scenarios_vergelijken"),
        vraag.kan_scenarios_zien,
    ),
    Ingang(
        "Teksten",
        "teksten",
        (
            "aanbod:teksten",
            "aanbod:teksten_thema",
            "aanbod:teksten_stuk",
            "aanbod:teksten_stuk_nieuw",
            "aanbod:teksten_uitleg",
            "aanbod:teksten_toegang",
            "aanbod:teksten_zorgpad",
            "aanbod:teksten_zorgpad_naam",
        ),
        redactie.kan_redactie_zien,
    ),
    Ingang(
        "Leden",
        "leden",
        (
            "gemeenten:leden",
            "gemeenten:lid",
            "gemeenten:lidmaatschap_beeindigen",
            "gemeenten:uitnodigen",
            "gemeenten:uitnodigingen",
        ),
        gemeenten.kan_leden_zien,
    ),
    Ingang(
        "Sluitingsdagen",
        "sluitingsdag",
        ("gemeenten:sluitingsdagen", "gemeenten:sluitingsdag_nieuw"),
        gemeenten.kan_sluitingsdagen_zien,
    ),
    Ingang("Logboek", "log", ("gemeenten:logboek",), gemeenten.kan_logboek_zien),
    Ingang("Technisch beheer", "instellingen", ("admin:index",), gemeenten.is_applicatiebeheerder),
    Ingang(_("Advies"), "advies", ("advies:advies",), _bezoeker),
    Ingang(_("Direct hulp"), "hulp", ("aanbod:hulp",), _bezoeker),
)


def menu_voor(request: HttpRequest) -> list[dict[str, Any]]:
    """Dicts label, taal, url, icoon, actief, aantal (None: no count) for the person of this request."""
    hier = request.resolver_match.view_name if request.resolver_match else ""
    ingangen = [ingang for ingang in INGANGEN if ingang.mag(request.user)]
    # One is in one place: a page that belongs to two entries is in the first that this person has.
    deze = next((ingang for ingang in ingangen if hier in ingang.secties), None)
    return [
        {
            "label": str(ingang.label),
            # Entries for who works here are there in Dutch only.
            "taal": "" if isinstance(ingang.label, Promise) else settings.LANGUAGE_CODE,
            "url": reverse(ingang.secties[0]),
            "icoon": ingang.icoon,
            "actief": ingang is deze,
            "aantal": None,
        }
        for ingang in ingangen
    ]
