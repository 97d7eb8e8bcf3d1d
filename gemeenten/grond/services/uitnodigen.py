"""Staff come in by invitation: a link by mail that gives one role at one place, once.

Only the hash of the link's token is kept. Everything that decides about an invitation happens under a lock on its
row, so that of two people who use the same link one gets the role.
"""

import datetime as dt
import secrets
import uuid

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gemeenten.grond.berichten import BeheerrechtGewijzigd, RolUitgedeeld, Uitgenodigd
from gemeenten.grond.enums import BEHEERROLLEN
from gemeenten.grond.models import Gemeente, Lidmaatschap, Organisatie, Team, Uitnodiging
from gemeenten.grond.permissions import kan_rol_geven
from gemeenten.grond.selectors import account_met_adres, geldig, token_hash
from gemeenten.grond.services.toekenning import NIET_JOUW_ROL, eis_passende_plek, feiten, zelfde_plek
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok, tekst
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.toegang import eis

GELDIG_DAGEN = 14
NIET_JEZELF = "Je kunt jezelf geen rol geven. Vraag het een andere beheerder."
MAKER_ZONDER_RECHT = _(
    "Deze uitnodiging geldt niet meer: wie je uitnodigde, mag deze rol niet meer geven. "
    "Vraag een andere beheerder om een nieuwe."
)
AL_EEN_ACCOUNT = _("Er is al een account met dit e-mailadres. Log in en open de link uit de mail nog een keer.")


def uitnodigingslink(token: str) -> str:
    """The absolute address that goes into the mail."""
    return settings.SITE_URL + reverse("gemeenten:uitnodiging", args=[token])


def nodig_uit(
    *,
    email: str,
    rol: str,
    door: User | None,
    team: Team | None = None,
    gemeente: Gemeente | None = None,
    organisatie: Organisatie | None = None,
    sleutel: uuid.UUID | None = None,
) -> Uitnodiging:
    """Invite an address for a role at a place and mail the link, once per ``sleutel``.

    ``door`` None means the command line, which needs no right. Raises DomeinFout with the field it is about
    (email, rol, team, gemeente, organisatie) and NietToegestaan.
    """
    concept = Uitnodiging(
        email=tekst.mailadres(email),
        rol=rol,
        team=team,
        gemeente=gemeente,
        organisatie=organisatie,
        uitgenodigd_door=door,
    )
    eis(door is None or kan_rol_geven(door, concept), NIET_JOUW_ROL)
    _eis_niet_jezelf(concept.email, door)
    eis_passende_plek(concept)
    try:
        uitnodiging, _ = eenmalig(
            sleutel,
            "uitnodiging",
            Uitnodiging,
            lambda: _maak(concept, door),
            van=door,
            invoer=(concept.email, rol, team, gemeente, organisatie),
            eerder=_al_uitgenodigd,
        )
    except IntegrityError as fout:
        raise _staat_al_open() from fout
    return uitnodiging


@transaction.atomic
def _maak(uitnodiging: Uitnodiging, door: User | None) -> Uitnodiging:
    _eis_nog_nodig(uitnodiging)
    token = _geef_nieuw_token(uitnodiging)
    uitnodiging.save()
    Uitgenodigd(uitnodiging, uitnodigingslink(token)).zet_klaar()
    RolUitgedeeld(uitnodiging, door).zet_klaar()
    leg_vast(
        "uitnodiging.verstuurd",
        uitnodiging,
        door=door,
        herkomst="web" if door else "opdracht",
        **feiten(uitnodiging),
    )
    return uitnodiging


@transaction.atomic
def stuur_opnieuw(*, uitnodiging: Uitnodiging, door: User, sleutel: uuid.UUID | None = None) -> Uitnodiging:
    """Mail a new link that is valid for GELDIG_DAGEN from now; the old link stops working.

    From now on the invitation leans on the right of who sent it again.
    """

    def werk() -> Uitnodiging:
        rij = _vergrendel_open(uitnodiging.pk)
        token = _geef_nieuw_token(rij)
        rij.uitgenodigd_door = door
        rij.save(update_fields=["token_hash", "verloopt_op", "uitgenodigd_door", "gewijzigd_op"])
        Uitgenodigd(rij, uitnodigingslink(token)).zet_klaar()
        leg_vast("uitnodiging.opnieuw_verstuurd", rij, door=door, **feiten(rij))
        return rij

    eis(kan_rol_geven(door, uitnodiging), NIET_JOUW_ROL)
    _eis_niet_jezelf(uitnodiging.email, door)
    invoer = (uitnodiging,)
    return eenmalig(sleutel, "uitnodiging.opnieuw", Uitnodiging, werk, van=door, invoer=invoer, eerder=_al_uitgenodigd)[
        0
    ]


@transaction.atomic
def trek_in(*, uitnodiging: Uitnodiging, door: User) -> Uitnodiging:
    """Withdraw an open invitation: its link stops working. Doing so twice is no error."""
    eis(kan_rol_geven(door, uitnodiging), NIET_JOUW_ROL)
    rij = Uitnodiging.objects.select_for_update().get(pk=uitnodiging.pk)
    if rij.ingetrokken_op:
        return rij
    if rij.aanvaard_op:
        raise DomeinFout("Deze uitnodiging is al gebruikt. Beëindig de rol in de ledenlijst als die niet meer klopt.")
    rij.ingetrokken_op = klok.nu()
    rij.save(update_fields=["ingetrokken_op", "gewijzigd_op"])
    leg_vast("uitnodiging.ingetrokken", rij, door=door, **feiten(rij))
    return rij


def aanvaard_als_nieuw(
    *, token: str, naam: str, wachtwoord: str, sleutel: uuid.UUID | None = None
) -> tuple[User, bool]:
    """Make the account (address verified by the link) and give it the role, once per ``sleutel``.

    Answers the account and whether it was made now: only then has the sender shown who they are. Raises DomeinFout
    when the link is used, withdrawn, expired, or the address got an account in the meantime.
    """

    def werk() -> User:
        rij = _vergrendel_bij_token(token)
        if account_met_adres(rij.email):
            raise DomeinFout(str(AL_EEN_ACCOUNT))
        user = User.objects.create_user(email=rij.email, password=wachtwoord, naam=tekst.op_een_regel(naam))
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        leg_vast("account.aangemaakt", user, door=user)
        _geef_rol(rij, user)
        return user

    try:
        with transaction.atomic():
            # Not the password: no print of it is kept anywhere. Who sends another one is told to log in.
            invoer = (token_hash(token),)
            return eenmalig(
                sleutel, "uitnodiging.nieuw_account", User, werk, van=None, invoer=invoer, eerder=_al_aangenomen
            )
    except IntegrityError as fout:  # two invitations of one address, accepted at the same moment
        raise DomeinFout(str(AL_EEN_ACCOUNT)) from fout


@transaction.atomic
def aanvaard_als_bestaand(*, token: str, user: User, sleutel: uuid.UUID | None = None) -> Lidmaatschap:
    """Give the role to the logged-in owner of the invited address, once per ``sleutel``. Raises DomeinFout as above."""

    def werk() -> Lidmaatschap:
        rij = _vergrendel_bij_token(token)
        eigenaar = account_met_adres(rij.email)
        if eigenaar is None or eigenaar.pk != user.pk:
            raise DomeinFout(
                gettext("Deze uitnodiging is voor %(email)s. Log uit en log in met dat adres.") % {"email": rij.email}
            )
        return _geef_rol(rij, user)

    invoer = (token_hash(token),)
    return eenmalig(
        sleutel, "uitnodiging.aanvaard", Lidmaatschap, werk, van=user, invoer=invoer, eerder=_al_aangenomen
    )[0]


# --- what a form made before ----------------------------------------------------------------------------------


def _al_uitgenodigd(uitnodiging: Uitnodiging) -> Eerder:
    return Eerder(
        f"Je hebt met dit formulier al iemand uitgenodigd: {uitnodiging.email}, als {uitnodiging.get_rol_display()}. "
        "Wil je dit adres ook uitnodigen? Verstuur het formulier dan nog een keer.",
        reverse("gemeenten:uitnodigingen"),
        "Bekijk de uitnodigingen",
    )


def _al_aangenomen(_: User | Lidmaatschap) -> Eerder:
    return Eerder(gettext("Deze uitnodiging is al gebruikt. Log in met je e-mailadres en wachtwoord."))


# --- steps ----------------------------------------------------------------------------------------------------


def _eis_niet_jezelf(email: str, door: User | None) -> None:
    if door is None:
        return
    eigenaar = account_met_adres(email)
    if email == door.email.lower() or (eigenaar is not None and eigenaar.pk == door.pk):
        raise DomeinFout(NIET_JEZELF, veld="email")


def _eis_recht_van_maker(uitnodiging: Uitnodiging, user: User) -> None:
    """An invitation lives as long as the right of who made it, and gives its maker nothing.

    Locks the maker's memberships and account, in the order in which ending them does: who ends the right at this very
    moment comes either before or after.
    """
    if uitnodiging.uitgenodigd_door_id is None:
        return
    if uitnodiging.uitgenodigd_door_id == user.pk:
        raise DomeinFout(NIET_JEZELF)
    rollen = Lidmaatschap.objects.filter(user=uitnodiging.uitgenodigd_door_id, rol__in=BEHEERROLLEN)
    list(rollen.select_for_update().order_by("pk").values_list("pk"))
    # Read anew under the lock.
    maker = User.objects.select_for_update().get(pk=uitnodiging.uitgenodigd_door_id)
    if not kan_rol_geven(maker, uitnodiging):
        raise DomeinFout(str(MAKER_ZONDER_RECHT))


def _eis_nog_nodig(uitnodiging: Uitnodiging) -> None:
    account = account_met_adres(uitnodiging.email)
    if account and not account.is_active:
        raise DomeinFout(
            "Het account met dit adres is uitgeschakeld. Een applicatiebeheerder kan het weer inschakelen.",
            veld="email",
        )
    if account and Lidmaatschap.objects.filter(geldig(), user=account, **zelfde_plek(uitnodiging)).exists():
        raise DomeinFout("Deze persoon heeft deze rol hier al.", veld="email")
    open_ = Uitnodiging.objects.select_for_update().filter(
        email=uitnodiging.email, aanvaard_op=None, ingetrokken_op=None, **zelfde_plek(uitnodiging)
    )
    for eerder in open_.order_by("pk"):
        if eerder.verloopt_op > klok.nu():
            raise _staat_al_open()
        eerder.ingetrokken_op = klok.nu()
        eerder.save(update_fields=["ingetrokken_op", "gewijzigd_op"])


def _staat_al_open() -> DomeinFout:
    return DomeinFout(
        "Voor dit adres en deze rol staat al een uitnodiging open. Stuur die opnieuw bij ‘Uitnodigingen’.", veld="email"
    )


def _geef_nieuw_token(uitnodiging: Uitnodiging) -> str:
    token = secrets.token_urlsafe(32)
    uitnodiging.token_hash = token_hash(token)
    uitnodiging.verloopt_op = klok.nu() + dt.timedelta(days=GELDIG_DAGEN)
    return token


def _vergrendel_open(pk: int) -> Uitnodiging:
    rij = Uitnodiging.objects.select_for_update(of=("self",)).get(pk=pk)
    if rij.aanvaard_op:
        raise DomeinFout(gettext("Deze uitnodiging is al gebruikt. Log in met je e-mailadres en wachtwoord."))
    if rij.ingetrokken_op:
        raise DomeinFout(gettext("Deze uitnodiging is ingetrokken. Vraag wie je uitnodigde om een nieuwe."))
    return rij


def _vergrendel_bij_token(token: str) -> Uitnodiging:
    pk = Uitnodiging.objects.filter(token_hash=token_hash(token)).values_list("pk", flat=True).first()
    rij = _vergrendel_open(pk) if pk else None
    # Asked again under the lock: the invitation may have been sent anew with another token in between.
    if rij is None or rij.token_hash != token_hash(token):
        raise DomeinFout(gettext("Deze link klopt niet of is vervangen door een nieuwere. Gebruik de laatste mail."))
    if rij.verloopt_op <= klok.nu():
        raise DomeinFout(gettext("Deze uitnodiging is verlopen. Vraag wie je uitnodigde om een nieuwe."))
    return rij


def _geef_rol(uitnodiging: Uitnodiging, user: User) -> Lidmaatschap:
    _eis_recht_van_maker(uitnodiging, user)
    lid, nieuw = Lidmaatschap.objects.get_or_create(
        user=user, tot=None, **zelfde_plek(uitnodiging), defaults={"van": klok.vandaag()}
    )
    uitnodiging.aanvaard_op = klok.nu()
    uitnodiging.save(update_fields=["aanvaard_op", "gewijzigd_op"])
    leg_vast("uitnodiging.aanvaard", uitnodiging, door=user, **feiten(uitnodiging))
    if nieuw:
        leg_vast("lidmaatschap.begonnen", lid, door=user, **feiten(lid))
        BeheerrechtGewijzigd(lid, gekregen=True).zet_klaar()
    return lid
