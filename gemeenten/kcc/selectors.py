"""Reads of requests to be called back."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Lidmaatschap, Organisatie, Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import (
    bestaande_gemeenten,
    geldig,
    gemeente_ids_van,
    heeft_rol,
    organisatie_ids_van,
    organisaties_op_de_kaart,
    post_van_team,
    team_ids_van,
)
from gemeenten.kcc.models import Adviespunt, Terugbelverzoek
from gemeenten.kcc.workflow import TERUGBEL_LOPEND
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok

# Who answers callers.
BALIE = (Rol.KCC, Rol.BEHEER)
TEAM, ORGANISATIE = "team", "organisatie"


def van_mij(user: Bezoeker) -> Q:
    """Condition: asked of a team or an organisation of this user."""
    return Q(team__in=team_ids_van(user, *PROFESSIONALS)) | Q(organisatie__in=organisatie_ids_van(user))


def terugbelverzoeken_voor(user: Bezoeker) -> QuerySet[Terugbelverzoek]:
    """What this user may know of: the desk all, others what is asked of them or in their gemeente."""
    alle = Terugbelverzoek.objects.select_related("team", "organisatie", "gemeente", "thema", "opgepakt_door")
    if heeft_rol(user, *BALIE):
        return alle
    return alle.filter(van_mij(user) | Q(gemeente__in=gemeente_ids_van(user, Rol.AANSPREEKPUNT)))


def te_bellen(user: Bezoeker) -> QuerySet[Terugbelverzoek]:
    """What waits for the teams and organisations of this user: of nobody yet, or of this user."""
    lopend = terugbelverzoeken_voor(user).filter(van_mij(user), staat__in=TERUGBEL_LOPEND)
    return lopend.filter(Q(opgepakt_door=None) | Q(opgepakt_door=user.pk)).order_by("uiterlijk", "pk")


def te_laat(rijen: QuerySet[Terugbelverzoek]) -> QuerySet[Terugbelverzoek]:
    return rijen.filter(staat__in=TERUGBEL_LOPEND, uiterlijk__lt=klok.vandaag())


@dataclass(frozen=True, slots=True)
class Bestemming:
    """Who can be asked to call back, as a choice in a form."""

    sleutel: str
    naam: str
    gemeente: Gemeente
    team: Team | None = None
    organisatie: Organisatie | None = None


def bestemmingen() -> dict[str, Bestemming]:
    """By gemeente: who gives advice first (the pedagoog of the CJG), then other organisations, then teams; only where
    somebody logs in."""
    lid = Lidmaatschap.objects.filter(geldig(), user__is_active=True)
    teams = Team.objects.filter(Exists(lid.filter(team=OuterRef("pk"))), actief=True).select_related("gemeente")
    organisaties = organisaties_op_de_kaart().filter(Exists(lid.filter(organisatie=OuterRef("pk"))))
    gemeenten = {gemeente.pk: gemeente for gemeente in bestaande_gemeenten()}
    per_organisatie = {organisatie.pk: organisatie for organisatie in organisaties}
    werkt_in = Organisatie.gemeenten.through.objects.filter(organisatie__in=per_organisatie, gemeente__in=gemeenten)
    uit = [
        _organisatie(per_organisatie[organisatie], gemeenten[gemeente])
        for organisatie, gemeente in werkt_in.order_by("organisatie__naam").values_list("organisatie", "gemeente")
    ] + [_team(team) for team in teams.order_by("naam")]
    advies = set(Adviespunt.objects.values_list("contact__organisatie", flat=True))

    def plek(b: Bestemming) -> tuple[str, bool, bool]:
        return b.gemeente.naam, b.team is not None, b.organisatie is None or b.organisatie.pk not in advies

    return {b.sleutel: b for b in sorted(uit, key=plek)}


def _organisatie(organisatie: Organisatie, gemeente: Gemeente) -> Bestemming:
    naam = f"{organisatie} in {gemeente}"
    return Bestemming(f"{ORGANISATIE}-{organisatie.pk}-{gemeente.pk}", naam, gemeente, organisatie=organisatie)


def _team(team: Team) -> Bestemming:
    return Bestemming(f"{TEAM}-{team.pk}", str(team), team.gemeente, team=team)


def adressen_van(verzoek: Terugbelverzoek) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who hears of it by mail, and who at the bell only."""
    if verzoek.team_id:
        post = post_van_team(verzoek.team_id)
        return post.mail, post.bel
    return tuple(_mailadressen(Lidmaatschap.objects.filter(organisatie=verzoek.organisatie_id))), ()


def aanspreekpunten_van(gemeente: Gemeente) -> list[str]:
    return _mailadressen(Lidmaatschap.objects.filter(rol=Rol.AANSPREEKPUNT, gemeente=gemeente))


def _mailadressen(leden: QuerySet[Lidmaatschap]) -> list[str]:
    actief = leden.filter(geldig(), user__is_active=True).order_by("user__email")
    return list(actief.values_list("user__email", flat=True).distinct())


def stand_van(user: Bezoeker) -> tuple[int, int]:
    """(still to be called, of which late) of what this user may know of. One query."""
    lopend = terugbelverzoeken_voor(user).filter(staat__in=TERUGBEL_LOPEND).order_by()
    dagen = list(lopend.values_list("uiterlijk", flat=True))
    return len(dagen), sum(dag < klok.vandaag() for dag in dagen)
