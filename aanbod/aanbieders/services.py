"""An organisation from outside asks to take part: asked, confirmed by mail, looked at, taken up or not.

Nobody gets an account here: taking up sends the invitation that gives the role of provider of that organisation.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import slugify

from aanbod.aanbieders.berichten import AanvraagAfgewezen, AanvraagBevestigen, AanvraagVraag
from aanbod.aanbieders.koppeling import hash_van, token_van
from aanbod.models import AanbiederAanvraag, RedactieVraag
from aanbod.permissions import is_redactie
from aanbod.plank.berichten import NaarRedactie
from aanbod.plank.redactie import ALLEEN_REDACTIE, schrijf_antwoord
from aanbod.workflow import AANVRAAG_OPEN, AANVRAAG_OVERGANGEN, AanvraagStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.services import nodig_uit
from gemeenten.kaart.versheid import maanden_later
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.audit.tekst import bewaard_tot, leeg_oude_teksten, leeg_tekst
from marktplein.basis import klok, tekst
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout
from marktplein.basis.telefoon import lees as lees_nummer
from marktplein.basis.toegang import eis

BEVESTIG_BINNEN = dt.timedelta(hours=48)
# After the decision, who asked is known for so long: somebody may call about it.
WIS_NA = dt.timedelta(days=30)
PERSOON = ("naam", "email", "telefoon")
DING = "Deze aanvraag"
S = AanvraagStaat


def vraag_aan(
    *,
    organisatie_naam: str,
    soort: str,
    website: str,
    gemeenten: Sequence[Gemeente],
    aanbod: str,
    naam: str,
    email: str,
    telefoon: str = "",
    sleutel: uuid.UUID | None = None,
) -> AanbiederAanvraag:
    """Note that an organisation asks to take part and mail a link to confirm it within 48 hours.

    The same organisation and address twice is one request: the mail goes out again while it is not confirmed, and the
    page shown is the same, so that nobody learns who asked.
    """
    organisatie_naam, email = tekst.op_een_regel(organisatie_naam), tekst.mailadres(email)
    velden = {
        "organisatie_naam": organisatie_naam, "soort": soort, "website": website, "aanbod": aanbod,
        "naam": tekst.op_een_regel(naam), "email": email, "telefoon": lees_nummer(telefoon),
    }  # fmt: skip

    def werk() -> AanbiederAanvraag:
        bestaand = _lopende(organisatie_naam, email)
        if bestaand is None:
            try:
                with transaction.atomic():
                    return _maak(velden, gemeenten)
            except IntegrityError:
                bestaand = _lopende(organisatie_naam, email)
                if bestaand is None:
                    raise
        if bestaand.staat == S.TE_BEVESTIGEN:
            AanvraagBevestigen(bestaand).zet_klaar()
        return bestaand

    invoer = (velden, gemeenten)
    with transaction.atomic():
        return eenmalig(sleutel, "aanvraag", AanbiederAanvraag, werk, van=None, invoer=invoer, eerder=_al_gevraagd)[0]


def _lopende(organisatie_naam: str, email: str) -> AanbiederAanvraag | None:
    return AanbiederAanvraag.objects.filter(
        organisatie_naam__iexact=organisatie_naam, email__iexact=email, staat__in=(S.TE_BEVESTIGEN, *AANVRAAG_OPEN)
    ).first()


def _maak(velden: dict[str, str], gemeenten: Sequence[Gemeente]) -> AanbiederAanvraag:
    aanvraag = AanbiederAanvraag.objects.create(
        **velden, token_hash=secrets.token_hex(32), bevestig_voor=klok.nu() + BEVESTIG_BINNEN
    )
    aanvraag.token_hash = hash_van(token_van(aanvraag))
    aanvraag.save(update_fields=["token_hash"])
    aanvraag.gemeenten.set(gemeenten)
    AanvraagBevestigen(aanvraag).zet_klaar()
    leg_vast("aanvraag.gedaan", aanvraag, soort=aanvraag.soort)
    return aanvraag


def _al_gevraagd(_: AanbiederAanvraag) -> Eerder:
    return Eerder(
        "Met dit formulier is al een aanvraag gedaan: kijk in je mail. Wil je nog een organisatie opgeven? "
        "Verstuur het formulier dan nog een keer."
    )


@transaction.atomic
def bevestig(token: str) -> AanbiederAanvraag:
    """The mailed link was used: the request goes to the editors. Idempotent. Raises OvergangFout when too late."""
    aanvraag = _vergrendel_bij(token)
    if aanvraag.staat != S.TE_BEVESTIGEN:
        return aanvraag
    if aanvraag.bevestig_voor <= klok.nu():
        raise OvergangFout("Deze link is verlopen. Vraag het opnieuw aan, dan krijg je een nieuwe mail.")
    aanvraag.bevestigd_op = klok.nu()
    _verplaats(aanvraag, S.VOORGELEGD, "aanvraag.bevestigd")
    NaarRedactie(aanvraag.organisatie_naam, "Een organisatie wil meedoen", _pagina(aanvraag)).zet_klaar()
    return aanvraag


def stel_vraag(
    *, aanvraag: AanbiederAanvraag, vraag: str, door: User, sleutel: uuid.UUID | None = None
) -> RedactieVraag:
    """VOORGELEGD → VRAAG, and who asked gets a mail with the link; once per ``sleutel``."""
    eis(is_redactie(door), ALLEEN_REDACTIE)

    def werk() -> RedactieVraag:
        actueel = _vergrendel(aanvraag)
        _verplaats(actueel, S.VRAAG, "aanvraag.vraag", door)
        rij = RedactieVraag.objects.create(aanvraag=actueel, vraag=vraag, gevraagd_op=klok.nu(), gevraagd_door=door)
        AanvraagVraag(actueel).zet_klaar()
        return rij

    invoer = (aanvraag, vraag)
    with transaction.atomic():
        return eenmalig(sleutel, "aanvraagvraag", RedactieVraag, werk, van=door, invoer=invoer, eerder=_al_verstuurd)[0]


@transaction.atomic
def beantwoord(*, token: str, antwoord: str) -> AanbiederAanvraag:
    """VRAAG → VOORGELEGD by who has the link. Raises OvergangFout when no question is open (any more)."""
    aanvraag = _vergrendel_bij(token)
    _verplaats(aanvraag, S.VOORGELEGD, "aanvraag.beantwoord")
    schrijf_antwoord(RedactieVraag.objects.get(aanvraag=aanvraag, beantwoord_op=None), antwoord, None)
    NaarRedactie(aanvraag.organisatie_naam, "Antwoord op je vraag", _pagina(aanvraag)).zet_klaar()
    return aanvraag


def keur_goed(
    *, aanvraag: AanbiederAanvraag, organisatie: Organisatie | None, door: User, sleutel: uuid.UUID | None = None
) -> AanbiederAanvraag:
    """Take it up as a new organisation, or as one that is there already, and invite who asked; once per ``sleutel``.

    Raises DomeinFout at ``organisatie`` when an organisation with that very name is there: then it is that one.
    """
    eis(is_redactie(door), ALLEEN_REDACTIE)

    def werk() -> AanbiederAanvraag:
        actueel = _vergrendel(aanvraag)
        actueel.organisatie = organisatie or _nieuwe_organisatie(actueel, door)
        actueel.besloten_op = klok.nu()
        _verplaats(actueel, S.GOEDGEKEURD, "aanvraag.goedgekeurd", door, organisatie=actueel.organisatie.pk)
        nodig_uit(email=actueel.email, rol=Rol.AANBIEDER, organisatie=actueel.organisatie, door=door)
        return actueel

    invoer = (aanvraag, organisatie)
    with transaction.atomic():
        return eenmalig(sleutel, "aanvraaggoed", AanbiederAanvraag, werk, van=door, invoer=invoer, eerder=_al_besloten)[
            0
        ]


def wijs_af(
    *, aanvraag: AanbiederAanvraag, reden: str, door: User, sleutel: uuid.UUID | None = None
) -> AanbiederAanvraag:
    """Say no, with one of the reasons; who asked gets it by mail. Once per ``sleutel``."""
    eis(is_redactie(door), ALLEEN_REDACTIE)

    def werk() -> AanbiederAanvraag:
        actueel = _vergrendel(aanvraag)
        actueel.besloten_op, actueel.afwijs_reden = klok.nu(), reden
        _verplaats(actueel, S.AFGEWEZEN, "aanvraag.afgewezen", door, reden=reden)
        AanvraagAfgewezen(actueel).zet_klaar()
        return actueel

    invoer = (aanvraag, reden)
    with transaction.atomic():
        return eenmalig(sleutel, "aanvraagaf", AanbiederAanvraag, werk, van=door, invoer=invoer, eerder=_al_besloten)[0]


def _nieuwe_organisatie(aanvraag: AanbiederAanvraag, door: User) -> Organisatie:
    naam, slug = aanvraag.organisatie_naam, slugify(aanvraag.organisatie_naam)[:140] or f"organisatie-{aanvraag.pk}"
    if Organisatie.objects.filter(naam__iexact=naam).exists() or Organisatie.objects.filter(slug=slug).exists():
        raise DomeinFout("Er is al een organisatie met deze naam. Kies die hieronder.", veld="organisatie")
    ding = Organisatie.objects.create(
        naam=naam, slug=slug, website=aanvraag.website, omschrijving=aanvraag.aanbod,
        laatst_gecontroleerd=klok.vandaag(),
    )  # fmt: skip
    ding.na_te_kijken_op = maanden_later(klok.vandaag(), ding.controle_maanden)
    ding.save(update_fields=["na_te_kijken_op"])
    ding.gemeenten.set(aanvraag.gemeenten.all())
    leg_vast("organisatie.toegevoegd", ding, door=door, aanvraag=aanvraag.pk)
    return ding


# --- the nightly round, and emptying --------------------------------------------------------------------------


def ruim_aanvragen_op() -> int:
    """Erase who never confirmed and who was decided about long enough ago, with their text. Safe to repeat."""
    aantal = 0
    for pk in AanbiederAanvraag.objects.filter(staat=S.TE_BEVESTIGEN, bevestig_voor__lte=klok.nu()).values_list("pk"):
        aantal += _sluit(pk[0], verlopen=True)
    oud = AanbiederAanvraag.objects.filter(besloten_op__lt=klok.nu() - WIS_NA, gewist_op=None)
    for pk in oud.values_list("pk"):
        aantal += _sluit(pk[0], verlopen=False)
    rijen = AanbiederAanvraag.objects.filter(gewijzigd_op__lt=bewaard_tot()).exclude(staat__in=AANVRAAG_OPEN)
    leeg_oude_teksten(rijen, ("aanbod",), gebeurtenis="aanvraag.tekst_gewist")
    return aantal


@transaction.atomic
def _sluit(pk: int, *, verlopen: bool) -> int:
    aanvraag = AanbiederAanvraag.objects.select_for_update().get(pk=pk)
    if verlopen:
        if aanvraag.staat != S.TE_BEVESTIGEN:
            return 0
        verplaats(
            aanvraag, S.VERLOPEN, AANVRAAG_OVERGANGEN, noem=DING, als="aanvraag.verlopen", herkomst="taak", velden=()
        )
    for veld in PERSOON:
        setattr(aanvraag, veld, "")
    aanvraag.gewist_op = klok.nu()
    aanvraag.save(update_fields=[*PERSOON, "gewist_op", "gewijzigd_op"])
    leg_vast("aanvraag.gewist", aanvraag, herkomst="taak", staat=aanvraag.staat)
    return 1


@transaction.atomic
def wis_aanbodtekst(aanvraag: AanbiederAanvraag, *, door: User) -> bool:
    """Empty what an organisation wrote about itself; False when there was nothing (any more). Idempotent."""
    eis(is_redactie(door), ALLEEN_REDACTIE)
    return leeg_tekst(aanvraag, ("aanbod",), gebeurtenis="aanvraag.tekst_gewist", door=door)


# --- steps ----------------------------------------------------------------------------------------------------


def _vergrendel(aanvraag: AanbiederAanvraag) -> AanbiederAanvraag:
    return AanbiederAanvraag.objects.select_for_update(of=("self",)).get(pk=aanvraag.pk)


def _vergrendel_bij(token: str) -> AanbiederAanvraag:
    """Raises AanbiederAanvraag.DoesNotExist for a link that is not ours."""
    return AanbiederAanvraag.objects.select_for_update(of=("self",)).get(token_hash=hash_van(token))


def _verplaats(
    aanvraag: AanbiederAanvraag, naar: AanvraagStaat, als: str, door: User | None = None, **gegevens: object
) -> None:
    verplaats(aanvraag, naar, AANVRAAG_OVERGANGEN, noem=DING, als=als, door=door, **gegevens)  # type: ignore[arg-type]


def _pagina(aanvraag: AanbiederAanvraag) -> str:
    return reverse("aanbod:redactie_aanvraag", args=[aanvraag.pk])


def _al_verstuurd(_: RedactieVraag) -> Eerder:
    return Eerder("Deze vraag heb je al verstuurd. Wil je nog iets vragen? Verstuur het formulier dan nog een keer.")


def _al_besloten(_: AanbiederAanvraag) -> Eerder:
    return Eerder("Over deze aanvraag is al besloten.", reverse("aanbod:redactie"), "Terug naar de redactie")
