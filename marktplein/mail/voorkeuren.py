"""Which messages somebody who works here wants at once, once a day, or not at all."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.mail.bericht import Mailbericht, Voor, register
from marktplein.mail.models import Berichtvoorkeur, Stand


def te_kiezen() -> list[type[Mailbericht]]:
    """The messages that can be switched off, in the order of who gets them."""
    return _op_volgorde(True)


def altijd() -> list[type[Mailbericht]]:
    """The messages for who works here that always come: they confirm, cancel, ask for an answer or guard an account."""
    return _op_volgorde(False)


def _op_volgorde(uit_te_zetten: bool) -> list[type[Mailbericht]]:
    soorten = [s for s in register().values() if s.uit_te_zetten is uit_te_zetten and s.voor.werkt_hier]
    return sorted(soorten, key=lambda soort: Voor.values.index(soort.voor))


@transaction.atomic
def bewaar_voorkeuren(*, user: User, keuzes: Mapping[str, str], sleutel: uuid.UUID | None = None) -> User:
    """Keep somebody's own choice per kind of message, once per ``sleutel``; a line of history for each that changed.

    Raises DomeinFout for a message that always comes and for a choice that does not exist.
    """
    kan = {soort.soort for soort in te_kiezen()}
    if not set(keuzes) <= kan:
        raise DomeinFout("Deze mails krijg je altijd.")
    if not set(keuzes.values()) <= set(Stand.values):
        raise DomeinFout("Kies meteen, één keer per dag of geen mail.")

    def werk() -> User:
        User.objects.select_for_update().get(pk=user.pk)
        nu = dict(Berichtvoorkeur.objects.filter(user=user).values_list("soort", "stand"))
        for soort, stand in keuzes.items():
            if stand != nu.get(soort, Stand.AAN):
                Berichtvoorkeur.objects.update_or_create(user=user, soort=soort, defaults={"stand": stand})
                leg_vast("berichtvoorkeur.gewijzigd", user, door=user, bericht=soort, stand=stand)
        return user

    return eenmalig(sleutel, "berichtvoorkeur", User, werk, van=user, invoer=(keuzes,), eerder=_al_bewaard)[0]


def _al_bewaard(_: User) -> Eerder:
    return Eerder("Je hebt met dit formulier al een keuze bewaard. Wil je die veranderen? Bewaar dan nog een keer.")
