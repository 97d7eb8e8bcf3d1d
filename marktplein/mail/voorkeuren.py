"""Which news somebody who works here wants in the mail of the day, at once, or only at the bell."""

import uuid
from collections.abc import Callable, Mapping

from django.db import transaction

from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.mail.bericht import Mailbericht, Meteen, Voor, register
from marktplein.mail.models import Berichtvoorkeur, Stand


def te_kiezen() -> list[type[Mailbericht]]:
    """The kinds of news, in the order of who gets them."""
    return _op_volgorde(lambda soort: soort.is_nieuws() and soort.meteen in (None, Meteen.VERZET))


def altijd() -> list[type[Mailbericht]]:
    """The messages for who works here that always come at once: called off, or about safety or an account."""
    nieuws = te_kiezen()
    return _op_volgorde(lambda soort: soort.voor.werkt_hier and soort not in nieuws and soort.soort != "mail.dag")


def _op_volgorde(welke: Callable[[type[Mailbericht]], bool]) -> list[type[Mailbericht]]:
    soorten = [soort for soort in register().values() if welke(soort)]
    return sorted(soorten, key=lambda soort: Voor.values.index(soort.voor))


def standen_voor(soort: type[Mailbericht]) -> list[tuple[str, str]]:
    """What can be chosen for it: what asks for an answer or confirms something is never without mail."""
    return [(stand, naam) for stand, naam in Stand.choices if stand != Stand.UIT or soort.uit_te_zetten]


@transaction.atomic
def bewaar_voorkeuren(*, user: User, keuzes: Mapping[str, str], sleutel: uuid.UUID | None = None) -> User:
    """Keep somebody's own choice per kind of message, once per ``sleutel``; a line of history for each that changed.

    Raises DomeinFout for a message that always comes and for a choice that does not exist.
    """
    kan = {soort.soort: dict(standen_voor(soort)) for soort in te_kiezen()}
    if not set(keuzes) <= set(kan):
        raise DomeinFout("Deze mails krijg je altijd.")
    if not all(stand in kan[soort] for soort, stand in keuzes.items()):
        raise DomeinFout("Kies een van de mogelijkheden die bij dit bericht staan.")

    def werk() -> User:
        User.objects.select_for_update().get(pk=user.pk)
        nu = dict(Berichtvoorkeur.objects.filter(user=user).values_list("soort", "stand"))
        for soort, stand in keuzes.items():
            if stand != nu.get(soort, Stand.VERZAMEL):
                Berichtvoorkeur.objects.update_or_create(user=user, soort=soort, defaults={"stand": stand})
                leg_vast("berichtvoorkeur.gewijzigd", user, door=user, bericht=soort, stand=stand)
        return user

    return eenmalig(sleutel, "berichtvoorkeur", User, werk, van=user, invoer=(keuzes,), eerder=_al_bewaard)[0]


def _al_bewaard(_: User) -> Eerder:
    return Eerder("Je hebt met dit formulier al een keuze bewaard. Wil je die veranderen? Bewaar dan nog een keer.")
