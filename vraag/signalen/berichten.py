"""Messages about a need, to the team that asks."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from gemeenten.grond.selectors import Teampost, post_van_team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.mensen import mensen, mensen_van_anderen, met_leeftijd
from marktplein.basis.woorden import dag_kort
from marktplein.mail.bel import nummers
from marktplein.mail.bericht import Mailbericht, Voor, register
from marktplein.mail.dagregel import Dagregel, Onderdeel
from marktplein.mail.models import Bericht
from vraag.instellingen import MINSTENS_OPEN_DAGEN
from vraag.models import Signaal
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat


class SignaalBericht(Mailbericht):
    """To everyone who answers for the team of a need, about that need; ``keer`` makes it go to each of them once."""

    voor = Voor.TEAM

    signaal: Signaal

    def ontvangers(self) -> tuple[str, ...]:
        return self._post().mail

    def alleen_bel(self) -> tuple[str, ...]:
        return self._post().bel

    def _post(self) -> Teampost:
        return post_van_team(self.signaal.team_id)

    def kern(self) -> dict[str, Any]:
        return {"signaal": self.signaal.pk}

    @classmethod
    def zin(cls, signaal: Signaal, nieuw: Signaal | None) -> str:
        """What the mail of the day says, before whose need it is."""
        return cls.titel

    @classmethod
    def daglink(cls, signaal: Signaal) -> tuple[str, dt.date | None]:
        """What its address is called there, and the day by which something is to be done."""
        return f"Bekijk jullie vraag voor {signaal.waarvoor}", None

    @classmethod
    def dagregels(cls, lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
        """One line for each need and kind of news; a need that is over only when that is the news."""
        nummers_ = {rij.kern[wat] for rij in rijen for wat in ("signaal", "nieuw") if wat in rij.kern}
        kanten = Signaal.objects.select_related("team", "interventie", "thema")
        signalen = {s.pk: s for s in kanten.filter(pk__in=nummers_)}
        uit = {}
        for rij in rijen:
            soort, signaal = register()[rij.soort], signalen.get(rij.kern["signaal"])
            if signaal is None or not issubclass(soort, SignaalBericht) or soort.voorbij(lezer, {str(signaal.pk)}):
                continue
            wie = f"{signaal.team}, jullie {mensen(signaal.aantal, signaal.voor)}"
            tekst = f"{soort.zin(signaal, signalen.get(rij.kern.get('nieuw')))} {signaal.waarvoor}: {wie}"
            link, voor = soort.daglink(signaal)
            pad, team = reverse("vraag:signaal", args=[signaal.pk]), str(signaal.team)
            uit[rij.soort, tekst] = soort.dagregel(tekst, pad=pad, team=team, link=link, voor=voor)
        return list(uit.values())

    def keer(self) -> str:
        """What makes this message the same as an earlier one."""
        return f"{self.signaal.pk}:{self.signaal.verloopt_op:%Y%m%d}"

    def sleutel_voor(self, adres: str) -> str:
        return self.eens_per_adres(adres, self.keer())

    def aanhef(self) -> str:
        return f"Beste collega van {self.signaal.team},"

    def context(self) -> dict[str, Any]:
        adres = f"{settings.SITE_URL}{reverse('vraag:signaal', args=[self.signaal.pk])}"
        return {**super().context(), "adres": adres}


class TeamSlootAan(SignaalBericht):
    """Another team asks the same as yours, with ``nieuw``."""

    soort = "signaal.aansluiting"
    titel = "Een team sluit aan bij jullie vraag"
    uitleg = "Een ander team vraagt hetzelfde als jouw team. Je hoeft dan niets te doen."
    uit_te_zetten = True
    telt = ("team dat aansluit", "teams die aansluiten")
    sjabloon = "vraag/email/team_sloot_aan"

    nieuw: Signaal

    def kern(self) -> dict[str, Any]:
        return {**super().kern(), "nieuw": self.nieuw.pk}

    @classmethod
    def zin(cls, signaal: Signaal, nieuw: Signaal | None) -> str:
        return f"{nieuw.team} sluit aan bij jullie vraag voor" if nieuw else cls.titel

    @property
    def hoeveel(self) -> str:
        n = self.nieuw
        return met_leeftijd(mensen_van_anderen(n.aantal, n.voor), n.voor, n.leeftijd_min, n.leeftijd_max)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "hoeveel": self.hoeveel}

    def keer(self) -> str:
        return str(self.nieuw.pk)

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        return niet_meer_open(sleutels, SIGNAAL_LOPEND)


class VraagVerlooptBinnenkort(SignaalBericht):
    """Your need stays open until this day; say so if it still counts. Once per end date."""

    soort = "signaal.verloopt"
    titel = "Is deze vraag nog nodig?"
    uitleg = "Een vraag van je team sluit binnenkort, tenzij je zegt dat die nog nodig is."
    onderdeel = Onderdeel.ANTWOORD
    telt = ("vraag die verloopt", "vragen die verlopen")
    sjabloon = "vraag/email/vraag_verloopt"

    @classmethod
    def zin(cls, signaal: Signaal, nieuw: Signaal | None) -> str:
        return "Is deze vraag nog nodig?"

    @classmethod
    def daglink(cls, signaal: Signaal) -> tuple[str, dt.date | None]:
        dag = signaal.verloopt_op
        return f"Verleng {signaal.waarvoor} of trek de vraag in, uiterlijk {dag_kort(dag)}", dag

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """Somebody of the team said already that it still counts, took it back, or it is in a proposal."""
        tot = klok.vandaag() + dt.timedelta(days=MINSTENS_OPEN_DAGEN)
        verlengd = Signaal.objects.filter(pk__in=nummers(sleutels), verloopt_op__gte=tot).values_list("pk", flat=True)
        return {str(pk): "Verlengd" for pk in verlengd} | niet_meer_open(sleutels, (SignaalStaat.OPEN,))


class VraagVerlopen(SignaalBericht):
    """Your need is closed because nobody prolonged it."""

    soort = "signaal.verlopen"
    titel = "Jullie vraag is gesloten"
    uitleg = "Niemand liet weten dat een vraag van je team nog nodig was."
    uit_te_zetten = True
    onderdeel = Onderdeel.GESTOPT
    telt = ("vraag gesloten", "vragen gesloten")
    sjabloon = "vraag/email/vraag_verlopen"

    @classmethod
    def zin(cls, signaal: Signaal, nieuw: Signaal | None) -> str:
        return "Jullie vraag is gesloten, niemand liet weten dat die nog nodig was:"


def niet_meer_open(sleutels: Collection[str], staten: Collection[str]) -> dict[str, str]:
    """Of these needs, by the number in their address, those that are in none of ``staten`` any more: what they are."""
    weg = Signaal.objects.filter(pk__in=nummers(sleutels)).exclude(staat__in=staten)
    return {str(pk): SignaalStaat(staat).label for pk, staat in weg.values_list("pk", "staat")}
