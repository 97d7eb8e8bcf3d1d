"""What the outbox and the preferences know."""

from collections.abc import Iterable

from django.db.models import FilteredRelation, Q

from marktplein.accounts.models import User
from marktplein.mail.models import Bericht, Berichtvoorkeur, Stand


def standen(gevraagd: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """How each of these (kind, address) pairs is told: as its reader chose, else in the mail of the day.

    That mail is for who has an account: at another address it comes at once. One query, or none for none.
    """
    paren = set(gevraagd)
    if not paren:
        return {}
    deze = Q(berichtvoorkeuren__soort__in={soort for soort, _ in paren})
    lezers = User.objects.filter(email__in={adres for _, adres in paren})
    keuzes = lezers.annotate(keus=FilteredRelation("berichtvoorkeuren", condition=deze))
    rijen = list(keuzes.values_list("email", "keus__soort", "keus__stand"))
    met_account = {adres for adres, _, _ in rijen}
    gekozen = {(soort, adres): stand for adres, soort, stand in rijen if soort}
    return {
        (soort, adres): gekozen.get((soort, adres), Stand.VERZAMEL) if adres in met_account else Stand.AAN
        for soort, adres in paren
    }


def al_geschreven(sleutels: Iterable[str]) -> set[str]:
    """Those keys with which a message was written before. One query, or none when none are asked."""
    gevraagd = set(sleutels)
    if not gevraagd:
        return set()
    return {s for s in Bericht.objects.filter(sleutel__in=gevraagd).values_list("sleutel", flat=True) if s}


def voorkeuren_van(user: User) -> dict[str, str]:
    """What somebody chose, by kind of message."""
    return dict(Berichtvoorkeur.objects.filter(user=user.pk).values_list("soort", "stand"))
