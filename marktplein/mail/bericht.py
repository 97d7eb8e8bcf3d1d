"""What a message is: one class each, filled in as fields, written out once for all who get it.

A room makes its messages in ``berichten.py``; the settings name those modules (``BERICHTEN``), which is the register.
"""

import datetime as dt
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from hashlib import sha256
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
from marktplein.mail.dagregel import Dagregel, Onderdeel
from marktplein.mail.meldingen import pad_in, pad_van, sleutel_in
from marktplein.mail.models import Bericht, Staat, Stand
from marktplein.mail.opmaak import als_tekst, op_een_regel
from marktplein.mail.selectors import al_geschreven, standen
from marktplein.mail.services import doe_in_de_bus

STAAT_BIJ = {Stand.AAN: Staat.WACHT, Stand.VERZAMEL: Staat.VERZAMEL, Stand.UIT: Staat.UIT}
# A meeting that begins within so many days can no longer wait for the mail of the day.
DRINGEND_DAGEN = 3


class Meteen(models.TextChoices):
    """Why a kind of message does not wait for the mail of the day; there are no other reasons."""

    AFGELAST = "afgelast", "Een groep die gepland stond, gaat niet door"
    VERZET = "verzet", "Een bijeenkomst binnen drie dagen is ergens anders of op een ander moment"
    PLEK = "plek", "Er is een plek aangeboden"
    INCIDENT = "incident", "Er is iets aan de hand met de veiligheid"


class Voor(models.TextChoices):
    """Who gets a kind of message; the heading below which it stands on the page with preferences."""

    INWONER = "inwoner", "Wie zich aanmeldt"
    ZONDER_ACCOUNT = "zonder_account", "Trainers zonder account"
    TEAM = "team", "Teams"
    TRAINER = "trainer", "Trainers"
    GROEP = "groep", "Teams en trainers van een groep"
    AANBIEDER = "aanbieder", "Aanbieders"
    FACILITAIR = "facilitair", "Facilitair"
    BEHEERDER = "beheerder", "Beheerders"
    ACCOUNT = "account", "Je account"
    IEDEREEN = "iedereen", "Wie hier werkt"

    @property
    def werkt_hier(self) -> bool:
        return self not in (Voor.INWONER, Voor.ZONDER_ACCOUNT)

    @property
    def krijgt_nieuws(self) -> bool:
        """Not who registered, to whom each mail is an answer; nor who logs in."""
        return self not in (Voor.INWONER, Voor.ZONDER_ACCOUNT, Voor.ACCOUNT)


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
class Mailbericht(ABC):
    """One message: a subclass says what kind it is, and has as fields what its words need.

    A class with ``soort`` is a message; one without is there to be inherited from. ``sjabloon`` is the path of its two
    templates up to ``_subject.txt`` and ``_body.txt``, which hold neither greeting nor closing: those are the same for
    all (``aanhef``, ``waarom``). News for who works here waits for the mail of the day, unless its reader chose else
    or its kind is one of those that are told at once (``meteen``). Only with ``uit_te_zetten`` it can be had without
    any mail: never what confirms, cancels, asks for an answer or is about an account.
    """

    # A page lists the classes; a template would make one of each.
    do_not_call_in_templates: ClassVar[bool] = True

    soort: ClassVar[str] = ""
    titel: ClassVar[str] = ""
    uitleg: ClassVar[str] = ""
    voor: ClassVar[Voor]
    uit_te_zetten: ClassVar[bool] = False
    meteen: ClassVar[Meteen | None] = None
    # No news for who works here, and yet with all else of that day in one mail.
    wacht_op_dag: ClassVar[bool] = False
    # Where it stands in the mail of the day, and what its subject calls it; empty: as its part of the mail.
    onderdeel: ClassVar[Onderdeel] = Onderdeel.VERDER
    telt: ClassVar[tuple[str, str]] = ("", "")
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

    @abstractmethod
    def ontvangers(self) -> Iterable[str]:
        """The addresses it goes to; one mail each."""

    def alleen_bel(self) -> Iterable[str]:
        """Addresses at which only the bell rings: who finds it, and need not be mailed."""
        return ()

    @classmethod
    def is_nieuws(cls) -> bool:
        """Whether its readers choose between at once and the mail of the day."""
        return cls.voor.krijgt_nieuws and cls.meteen is not Meteen.INCIDENT

    def dringt(self) -> bool:
        """Whether this one, of a kind that may be urgent, is: then it comes at once, whatever was chosen."""
        return self.meteen is not None

    def sleutel_voor(self, adres: str) -> str | None:
        """With a key this goes to that address once, whoever asks again."""
        return None

    def eens_per_adres(self, adres: str, *waarover: object) -> str:
        """A key for ``sleutel_voor``, of fixed length for an address: in the outbox it holds 120 characters."""
        return ":".join([self.soort, *map(str, waarover), sha256(adres.encode()).hexdigest()[:32]])

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

    def afmeldadres(self) -> str:
        """The address that stops this kind of mail at once, for the mail program (RFC 8058); empty: it has none."""
        return ""

    def kern(self) -> dict[str, Any]:
        """What ``dagregels`` needs to know of this message later: numbers of things, not words about them."""
        return {}

    @classmethod
    def dagregels(cls, lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
        """What the mail of the day says of these messages to this reader: how things are now, each thing once.

        The class that defines it gets those of all its subclasses together. What is over is left out.
        """
        regels = {}
        for rij in rijen:
            soort, pad = register()[rij.soort], pad_van(rij)
            if not soort.voorbij(lezer, {sleutel_in(pad)} - {""}):
                regels[rij.soort, pad or rij.onderwerp] = soort.dagregel(rij.onderwerp, pad=pad)
        return list(regels.values())

    @classmethod
    def zonder_account(cls, aan: str, rijen: Sequence[Bericht]) -> Sequence[Bericht]:
        """Which of these go, in one mail a day, to an address that nobody logs in with. By default none: news is for
        who works here and stops with the account."""
        return ()

    @classmethod
    def dagregel(cls, tekst: str, *feiten: str, pad: str = "", team: str = "", **verder: Any) -> Dagregel:
        """A line in the part of the mail that this kind of message belongs to."""
        adres = f"{settings.SITE_URL}{pad}" if pad else ""
        standaard = {"onderdeel": cls.onderdeel, "telt": cls.telt}
        return Dagregel(tekst=tekst, feiten=feiten, adres=adres, team=team, **{**standaard, **verder})

    def bereid_voor(self) -> None:  # noqa: B027 - most need nothing
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


def binnenkort(begin: dt.datetime) -> bool:
    """Whether a change of what begins then is to be told at once."""
    return begin <= klok.nu() + dt.timedelta(days=DRINGEND_DAGEN)


def voorkeuradres() -> str:
    """Where somebody who works here chooses which messages come."""
    return f"{settings.SITE_URL}{reverse('meldingen:voorkeuren')}"


@cache
def register() -> dict[str, type[Mailbericht]]:
    """All messages of the house by ``soort``, in the order of the settings. Raises ValueError when two share a name."""
    for module in settings.BERICHTEN:
        import_module(module)
    alle = _onder(Mailbericht)  # type: ignore[type-abstract]
    soorten = [soort for soort in alle if soort.soort and soort.__module__ in settings.BERICHTEN]
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
    bel: frozenset[str]
    te_kiezen: bool

    def stand(self, adres: str, voorkeuren: Mapping[tuple[str, str], str]) -> Stand:
        if adres in self.bel:
            return Stand.UIT
        if not self.te_kiezen:
            return Stand.AAN
        return Stand(voorkeuren.get((self.bericht.soort, adres), Stand.VERZAMEL))


def _richt(b: Mailbericht) -> _Gericht:
    per_mail = set(b.ontvangers())
    bel = frozenset(b.alleen_bel()) - per_mail
    aan = [(adres, b.sleutel_voor(adres)) for adres in sorted(per_mail | bel)]
    return _Gericht(b, aan, bel, (b.is_nieuws() or b.wacht_op_dag) and not b.dringt())


def zet_alle_klaar(berichten: Iterable[Mailbericht]) -> int:
    """Put messages in the outbox in the caller's transaction; answers how many were written.

    Each is written out once for all its addresses. However many there are: one query for preferences when a message is
    news, one for keys when it has any, and a statement per thousand rows.
    """
    gericht = [_richt(b) for b in berichten]
    voorkeuren = standen((g.bericht.soort, a) for g in gericht if g.te_kiezen for a, _ in g.aan)
    geweest = al_geschreven(s for g in gericht for _, s in g.aan if s)
    rijen: list[Bericht] = []
    for g in gericht:
        rijen += _rijen(g, voorkeuren, geweest)
    return doe_in_de_bus(rijen)


def _rijen(g: _Gericht, voorkeuren: dict[tuple[str, str], str], geweest: set[str]) -> list[Bericht]:
    nodig = [(adres, sleutel, g.stand(adres, voorkeuren)) for adres, sleutel in g.aan if sleutel not in geweest]
    if not nodig:
        return []
    g.bericht.bereid_voor()
    geweest.update(sleutel for _, sleutel, _ in nodig if sleutel)
    onderwerp, tekst = g.bericht.schrijf()
    pagina = g.bericht.pagina()
    kern = {**g.bericht.kern(), "pad": pad_in(pagina or tekst)}
    rijen = [
        Bericht(
            soort=g.bericht.soort,
            aan=adres,
            onderwerp=onderwerp,
            tekst=tekst,
            taal=g.bericht.taal,
            afmelden=g.bericht.afmeldadres(),
            sleutel=sleutel,
            staat=STAAT_BIJ[stand],
            kern=kern if stand == Stand.VERZAMEL else {},
            volgende_poging_op=klok.nu(),
        )
        for adres, sleutel, stand in nodig
    ]
    for rij in rijen:
        rij.pagina = pagina
    return rijen
