"""End a membership, switch an account off, give somebody who lost the phone a way back in."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from gemeenten.grond.berichten import BeheerrechtGewijzigd, TweedeFactorVerwijderd
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap
from gemeenten.grond.permissions import kan_account_beheren, kan_rol_geven
from gemeenten.grond.selectors import geldig
from gemeenten.grond.services.toekenning import NIET_JOUW_ROL, feiten
from marktplein.accounts.models import User
from marktplein.accounts.services import beeindig_sessies
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.toegang import eis

NIET_DIT_ACCOUNT = "Alleen een andere applicatiebeheerder kan dit account beheren."
LAATSTE_BEHEERDER = "Dit is de laatste applicatiebeheerder. Nodig eerst een opvolger uit."


@transaction.atomic
def beeindig_lidmaatschap(*, lidmaatschap: Lidmaatschap, door: User) -> Lidmaatschap:
    """End a membership from today on; who has none left is logged out everywhere. Doing so twice is no error.

    Raises NietToegestaan, and DomeinFout for the last application admin.
    """
    eis(kan_rol_geven(door, lidmaatschap), NIET_JOUW_ROL)
    if lidmaatschap.rol == Rol.BEHEER:
        _eis_andere_beheerder(lidmaatschap.user)
    lid = Lidmaatschap.objects.select_for_update(of=("self",)).select_related("user").get(pk=lidmaatschap.pk)
    vandaag = klok.vandaag()
    if lid.tot and lid.tot <= vandaag:
        return lid
    lid.tot = max(vandaag, lid.van)
    lid.save(update_fields=["tot", "gewijzigd_op"])
    leg_vast("lidmaatschap.beeindigd", lid, door=door, **feiten(lid))
    BeheerrechtGewijzigd(lid, gekregen=False).zet_klaar()
    if not Lidmaatschap.objects.filter(geldig(), user=lid.user).exists():
        beeindig_sessies(lid.user)
    return lid


@transaction.atomic
def zet_account_actief(*, account: User, actief: bool, door: User) -> User:
    """Switch an account off (all its sessions end now) or on again. Raises NietToegestaan and DomeinFout."""
    eis(kan_account_beheren(door, account), NIET_DIT_ACCOUNT)
    if not actief:
        _eis_andere_beheerder(account)
    user = User.objects.select_for_update().get(pk=account.pk)
    if user.is_active == actief:
        return user
    user.is_active = actief
    user.save(update_fields=["is_active"])
    if not actief:
        beeindig_sessies(user)
    leg_vast("account.ingeschakeld" if actief else "account.uitgeschakeld", user, door=door)
    return user


@transaction.atomic
def herstel_tweede_factor(*, account: User, door: User) -> int:
    """Remove the second factors of somebody who lost them and log the account out; answers how many there were."""
    eis(kan_account_beheren(door, account), NIET_DIT_ACCOUNT)
    aantal: int = Authenticator.objects.filter(user=account).delete()[0]
    if aantal:
        beeindig_sessies(account)
        leg_vast("account.tweede_factor_verwijderd", account, door=door, aantal=aantal)
        TweedeFactorVerwijderd(account).zet_klaar()
    return aantal


def _eis_andere_beheerder(user: User) -> None:
    """Lock all application admins: two who end each other at once wait for one another, and one stays."""
    beheerders = Lidmaatschap.objects.filter(rol=Rol.BEHEER, tot=None)
    list(beheerders.select_for_update().order_by("pk").values_list("pk"))
    # Asked anew under the lock: a query that waited answers the accounts as they were before it waited.
    ids = set(beheerders.filter(user__is_active=True).values_list("user", flat=True))
    if user.pk in ids and ids == {user.pk}:
        raise DomeinFout(LAATSTE_BEHEERDER)
