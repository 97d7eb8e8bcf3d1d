"""What a message is: one class each, filled in as fields, written out once for all who get it.

A room makes its messages in ``berichten.py``; the settings name those modules (``BERICHTEN``), which is the register.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, dataclass_transform

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext

from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail.models import Bericht, Staat, Stand
from marktplein.mail.opmaak import als_tekst, op_een_regel
from marktplein.mail.selectors import al_geschreven, standen
from marktplein.mail.services import doe_in_de_bus

STAAT_BIJ = {Stand.AAN: Staat.WACHT, Stand.VERZAMEL: Staat.VERZAMEL, Stand.UIT: Staat.UIT}


class Voor(models.TextChoices):
    """Who gets a kind of message; the heading below which it stands on the page with preferences."""

    INWONER = "inwoner", "Wie zich aanmeldt"
    TEAM = "team", "Teams"
    TRAINER = "trainer", "Trainers"
    GROEP = "groep", "Teams en trainers van een groep"
    FACILITAIR = "facilitair", "Facilitair"
    BEHEERDER = "beheerder", "Beheerders"
    ACCOUNT = "account", "Je account"
    IEDEREEN = "iedereen", "Wie hier werkt"

    @property
    def werkt_hier(self) -> bool:
        return self != Voor.INWONER


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
class Mailbericht:
    """One message: a subclass says what kind it is, and has as fields what its words need.

    A class with ``soort`` is a message; one without is there to be inherited from. ``sjabloon`` is the path of its two
    templates up to ``_subject.txt`` and ``_body.txt``, which hold neither greeting nor closing: those are the same for
    all (``aanhef``, ``waarom``). Only a message with ``uit_te_zetten`` can be switched off, or wait for the daily one:
    never one that confirms, cancels, asks for an answer or is about an account.
    """

    # A page lists the classes; a template would make one of each.
    do_not_call_in_templates: ClassVar[bool] = True

    soort: ClassVar[str] = ""
    titel: ClassVar[str] = ""
    uitleg: ClassVar[str] = ""
    voor: ClassVar[Voor]
    uit_te_zetten: ClassVar[bool] = False
    sjabloon: ClassVar[str] = ""
    lichaam: ClassVar[str] = "_body.txt"
    voorvoegsel: ClassVar[str] = ""
    waarom: ClassVar[str | Promise] = "Je krijgt deze mail omdat je met Marktplein werkt."

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        dataclass(frozen=True, eq=False)(cls)

    @property
    def taal(self) -> str:
        """The language of who gets it, whatever the page is in that caused it."""
        return settings.LANGUAGE_CODE

    def ontvangers(self) -> Iterable[str]:
        """The addresses it goes to; one mail each."""
        raise NotImplementedError

    def sleutel_voor(self, adres: str) -> str | None:
        """With a key this goes to that address once, whoever asks again."""
        return None

    def aanhef(self) -> str:
        """The greeting, with its comma."""
        return gettext("Hallo,")

    def context(self) -> dict[str, Any]:
        """What the templates know; only reads. The fields by their own names, and what a subclass adds."""
        return {veld.name: getattr(self, veld.name) for veld in fields(self)}  # type: ignore[arg-type]

    def pagina(self) -> str:
        """The address of the page it is about, for the bell; empty: the first that its words point at."""
        return ""

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> Mapping[str, str]:
        """Which of the things that such a message was about are over for this reader, and how in a few words.

        The keys are what stands in the addresses of their pages. Such news counts no more; see ``marktplein.mail.bel``.
        """
        return {}

    def bereid_voor(self) -> None:
        """What must be so in the database before it goes out."""

    def zet_klaar(self) -> int:
        """Put it in the outbox, in the caller's transaction; answers how many were written."""
        return zet_alle_klaar([self])

    def schrijf(self) -> tuple[str, str]:
        """Subject and plain text, in the language of who gets it."""
        with translation.override(self.taal):
            context = {"SITE_URL": settings.SITE_URL, "SITE_NAAM": settings.NAAM, **self.context()}
            onderwerp = render_to_string(f"{self.sjabloon}_subject.txt", context)
            romp = render_to_string(f"{self.sjabloon}{self.lichaam}", context)
            tekst = als_tekst(self.aanhef(), romp, [str(self.waarom), *self._keuze()])
        return op_een_regel(f"{self.voorvoegsel}{onderwerp}"), tekst

    def _keuze(self) -> list[str]:
        """For who has an account and works here; a message about the account itself may go to a stranger."""
        if not self.voor.werkt_hier or self.voor == Voor.ACCOUNT:
            return []
        return [f"Kies zelf welke mails je krijgt: {voorkeuradres()}"]


def voorkeuradres() -> str:
    """Where somebody who works here chooses which messages come."""
    return f"{settings.SITE_URL}{reverse('meldingen:voorkeuren')}"


@cache
def register() -> dict[str, type[Mailbericht]]:
    """All messages of the house by ``soort``, in the order of the settings. Raises ValueError when two share a name."""
    for module in settings.BERICHTEN:
        import_module(module)
    soorten = [soort for soort in _onder(Mailbericht) if soort.soort and soort.__module__ in settings.BERICHTEN]
    if dubbel := [naam for naam, aantal in Counter(s.soort for s in soorten).items() if aantal > 1]:
        raise ValueError(f"meer dan één bericht heet {', '.join(dubbel)}")
    return {soort.soort: soort for soort in soorten}


def _onder(soort: type[Mailbericht]) -> list[type[Mailbericht]]:
    onder = soort.__subclasses__()
    return onder + [dieper for s in onder for dieper in _onder(s)]


@dataclass(frozen=True, slots=True)
class _Gericht:
    bericht: Mailbericht
    # Address, and the key with which it goes there once.
    aan: Sequence[tuple[str, str | None]]


def zet_alle_klaar(berichten: Iterable[Mailbericht]) -> int:
    """Put messages in the outbox in the caller's transaction; answers how many were written.

    Each is written out once for all its addresses. However many there are: one query for preferences when a message can
    be switched off, one for keys when it has any, and a statement per thousand rows.
    """
    gericht = [_Gericht(b, [(a, b.sleutel_voor(a)) for a in sorted(set(b.ontvangers()))]) for b in berichten]
    voorkeuren = standen((g.bericht.soort, a) for g in gericht if g.bericht.uit_te_zetten for a, _ in g.aan)
    geweest = al_geschreven(s for g in gericht for _, s in g.aan if s)
    rijen: list[Bericht] = []
    for g in gericht:
        rijen += _rijen(g, voorkeuren, geweest)
    return doe_in_de_bus(rijen)


def _rijen(g: _Gericht, voorkeuren: dict[tuple[str, str], str], geweest: set[str]) -> list[Bericht]:
    soort = g.bericht.soort
    nodig = [
        (adres, sleutel, voorkeuren.get((soort, adres), Stand.AAN))
        for adres, sleutel in g.aan
        if sleutel not in geweest
    ]
    if not nodig:
        return []
    g.bericht.bereid_voor()
    geweest.update(sleutel for _, sleutel, _ in nodig if sleutel)
    onderwerp, tekst = g.bericht.schrijf()
    rijen = [
        Bericht(
            soort=soort,
            aan=adres,
            onderwerp=onderwerp,
            tekst=tekst,
            taal=g.bericht.taal,
            sleutel=sleutel,
            staat=STAAT_BIJ[Stand(stand)],
            volgende_poging_op=klok.nu(),
        )
        for adres, sleutel, stand in nodig
    ]
    for rij in rijen:
        rij.pagina = g.bericht.pagina()
    return rijen
