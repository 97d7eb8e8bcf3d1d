"""The mail of the day: all news for one person in one mail, on working days at a fixed hour."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.mail.bericht import Mailbericht, Voor, register
from marktplein.mail.dagregel import Dagregel, ingedeeld, onderwerp
from marktplein.mail.models import Bericht, Staat
from marktplein.mail.opmaak import romp_van
from marktplein.mail.selectors import al_geschreven
from marktplein.mail.services import ging_mee, kreeg_dagpost, vergrendel_dagpost


class Dagmail(Mailbericht):
    """What came since the last one, as it is now; nobody gets one in which nothing stands."""

    soort = "mail.dag"
    titel = "De mail van de dag"
    uitleg = "Al je nieuws in één mail, per team. Die mail komt op werkdagen, ’s morgens."
    voor = Voor.IEDEREEN
    sjabloon = "mail/email/dag"
    waarom = "Je krijgt deze mail omdat er nieuws is voor jou of je team."

    lezer: User
    regels: Sequence[Dagregel]

    @classmethod
    def is_nieuws(cls) -> bool:
        return False

    def ontvangers(self) -> list[str]:
        return [self.lezer.email]

    def aanhef(self) -> str:
        return f"Hallo {self.lezer.get_short_name()},"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "koppen": ingedeeld(self.regels), "onderwerp": onderwerp(self.regels)}


@dataclass(frozen=True, slots=True)
class Brief:
    """One message of the day, whole: who has no account cannot look it up."""

    onderwerp: str
    romp: str

    @property
    def streep(self) -> str:
        return "=" * max(3, len(self.onderwerp))


class DagmailZonderAccount(Mailbericht):
    """What came that day for somebody without an account, one below the other."""

    soort = "mail.dag_zonder_account"
    titel = "Alle vragen en al het nieuws van de dag"
    uitleg = "Een trainer zonder account krijgt hoogstens één mail per dag, met per vraag een eigen link."
    voor = Voor.ZONDER_ACCOUNT
    sjabloon = "mail/email/dag_zonder_account"

    aan: str
    brieven: Sequence[Brief]

    def ontvangers(self) -> list[str]:
        return [self.aan]

    def sleutel_voor(self, adres: str) -> str:
        return f"{self.soort}:{klok.vandaag():%Y%m%d}:{sha256(adres.encode()).hexdigest()[:32]}"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "eerste": self.brieven[0], "verder": len(self.brieven) - 1}


def verzamel_op_tijd() -> int:
    """Write the mails of today, from the hour that the setting names; answers how many. Safe to repeat.

    What came later than that hour is for tomorrow. Where people are at work today their calendar says.
    """
    grens = klok.op(klok.vandaag(), dt.time(settings.DAGMAIL_UUR))
    return verzamel(tot=grens) if klok.nu() >= grens else 0


def verzamel(*, tot: dt.datetime, ook_dicht: bool = False) -> int:
    """Write the mail of the day for all for whom something waits since before ``tot``; answers how many.

    A transaction per person, which holds what waits and the day of the last one: whoever is killed on the way, no line
    is lost or told twice, and nobody gets a second mail on a day.
    """
    wachtend = Bericht.objects.filter(staat=Staat.VERZAMEL, volgende_poging_op__lt=tot)
    eerste = dict(wachtend.order_by("aan", "pk").distinct("aan").values_list("aan", "pk"))
    dicht = set() if ook_dicht or not eerste else _dicht(eerste)
    nummers = sorted(pk for aan, pk in eerste.items() if aan not in dicht)
    return een_voor_een(nummers, partial(_voor_adres_van, tot=tot))


def _dicht(adressen: Collection[str]) -> set[str]:
    """Those for whom today is no working day; the calendars of municipalities lie above this app."""
    vraag: Callable[[Collection[str], dt.date], set[str]] = import_string(settings.DAGMAIL_DICHT)
    return vraag(adressen, klok.vandaag())


@transaction.atomic
def _voor_adres_van(pk: int, *, tot: dt.datetime) -> int:
    aan = Bericht.objects.values_list("aan", flat=True).get(pk=pk)
    lezer = User.objects.filter(email=aan, is_active=True).first()
    if lezer is None:
        return _zonder_account(aan, tot=tot)
    if not vergrendel_dagpost(lezer):
        return 0
    rijen = _wachtend(aan, tot=tot)
    regels = regels_voor(lezer, rijen)
    ging_mee(rijen)
    if not regels:
        return 0
    kreeg_dagpost(lezer)
    return Dagmail(lezer, regels).zet_klaar()


def _wachtend(aan: str, *, tot: dt.datetime) -> list[Bericht]:
    wacht = Bericht.objects.filter(aan=aan, staat=Staat.VERZAMEL, volgende_poging_op__lt=tot)
    return list(wacht.select_for_update().order_by("pk"))


def _zonder_account(aan: str, *, tot: dt.datetime) -> int:
    """Each message whole, as far as its class says it is for this reader; the rest is forgotten. The key of the mail
    lets it be written once a day: what comes later waits for the next."""
    rijen = _wachtend(aan, tot=tot)
    per: dict[str, list[Bericht]] = {}
    for rij in rijen:
        per.setdefault(rij.soort, []).append(rij)
    te_lezen = [
        rij for naam, deel in per.items() if (soort := register().get(naam)) for rij in soort.zonder_account(aan, deel)
    ]
    mail = DagmailZonderAccount(aan, [Brief(rij.onderwerp, romp_van(rij.tekst)) for rij in te_lezen])
    if te_lezen and al_geschreven([mail.sleutel_voor(aan)]):
        return 0
    ging_mee(rijen)
    return mail.zet_klaar() if te_lezen else 0


def regels_voor(lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
    """What these messages come to now: each kind of thing is told by the class that knows it."""
    per: dict[type[Mailbericht], list[Bericht]] = {}
    for rij in rijen:
        if soort := register().get(rij.soort):
            # One from before messages kept what they are about says what its subject says.
            weet = soort if rij.kern else Mailbericht
            wie = next(klasse for klasse in weet.__mro__ if "dagregels" in vars(klasse))
            per.setdefault(wie, []).append(rij)
    return [regel for wie, deel in per.items() for regel in wie.dagregels(lezer, deel)]


def voorproef(lezer: User) -> tuple[str, str] | None:
    """Subject and words of the mail as it would be now; None when nothing waits."""
    rijen = list(Bericht.objects.filter(aan=lezer.email, staat=Staat.VERZAMEL).order_by("pk"))
    regels = regels_voor(lezer, rijen)
    return Dagmail(lezer, regels).schrijf() if regels else None
