"""Groups that people make by hand: moves and what holds, for ``test_behoud``; and what a need is there."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis.stateful import invariant

from aanbod.groepen.services.planning import Locatie
from aanbod.models import Groep, Inzet
from aanbod.workflow import GroepStaat
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.mensen import Voor
from tests.vraag.streek import WOENSDAGMIDDAG, Streek
from vraag.instellingen import eerste_week
from vraag.models import Groepsvoorstel, Run, Toezegging
from vraag.signalen.validators import SignaalVelden
from vraag.voorstellen.met_de_hand import zonder_opvolger
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, RunStaat
from vraag.zelf.opzet import Opzet
from vraag.zelf.selectors import vraagkeuzes
from vraag.zelf.services import Gekozen, maak_zelf
from vraag.zelf.terugnemen import trek_vraag_terug, vraag_andere_trainer


class MetDeHand:
    """Mixed into the machine, whose helps these are."""

    streek: Streek
    gedaan: bool
    _team: Callable[[int], tuple[Team, User]]
    _van: Callable[[Team], User]
    _doe: Callable[..., bool]
    _een: Callable[[Any, int], Iterator[Any]]
    _er_wordt_gerekend: Callable[[], None]

    def _velden(self, aantal: int, splitsbaar: bool) -> SignaalVelden:
        return {
            "interventie": self.streek.interventie,
            "thema": None,
            "vraag": "",
            "voor": Voor.KINDEREN,
            "aantal": aantal,
            "leeftijd_min": 9,
            "leeftijd_max": 11,
            "dagdelen": [WOENSDAGMIDDAG],
            "max_km": 10,
            "vroegste_start": klok.vandaag(),
            "splitsbaar": splitsbaar,
            "min_samen": 1,
            "opmerking": "",
        }

    def maak_zelf_een_groep(self, wie: int, aantal: int, keuze: int, ja: bool) -> None:
        """From own needs and those of others, sometimes a part of them; trainers who are free are asked."""
        team, door = self._team(wie)
        dag = eerste_week(klok.vandaag()) + dt.timedelta(weeks=keuze % 4, days=2)
        streek = self.streek
        opzet = Opzet(
            interventie=streek.interventie,
            gemeente=team.gemeente,
            voor=Voor.KINDEREN,
            datum=dag,
            begin=dt.time(14),
            keren=2,
            om_de=1,
            duur=75,
            minimum=1,
            maximum=9,
            leeftijd_min=8,
            leeftijd_max=12,
        )
        vragen = [k.signaal.pk for k in vraagkeuzes(door, opzet)][: 1 + keuze % 2]
        gekozen = Gekozen(
            locatie=Locatie("Basisschool De Regenboog"),
            trainers=(streek.trainers[keuze % 2].pk,),
            vragen=tuple(vragen),
            aantallen=tuple((pk, aantal) for pk in vragen) if ja else (),
            team=team,
        )
        self.gedaan = True
        Run.objects.filter(staat=RunStaat.WACHT).delete()
        self._doe(maak_zelf, opzet=opzet, keuzes=gekozen, door=door)

    def neem_vraag_terug(self, welke: int) -> None:
        vragen = Groepsvoorstel.objects.filter(
            staat__in=VOORSTEL_LOPEND, run=None, groep__isnull=False, toezeggingen__team__isnull=False
        )
        for voorstel in self._een(vragen, welke):
            if self._doe(trek_vraag_terug, voorstel, door=self._van(voorstel.groep.planteam)):
                self._er_wordt_gerekend()

    def vraag_een_ander(self, welke: int, keuze: int) -> None:
        vragen = Toezegging.objects.filter(voorstel__run=None, trainer__isnull=False)
        for t in self._een(vragen.filter(voorstel__groep__staat=GroepStaat.VOORBEREIDING), welke):
            trainer = self.streek.trainers[keuze % 2]
            self._doe(vraag_andere_trainer, t, trainer=trainer, door=self._van(t.voorstel.groep.planteam))

    @invariant()
    def een_groep_staat_als_haar_trainers_ja_zeiden(self) -> None:
        for groep in Groep.objects.filter(staat__in=(GroepStaat.OPEN, GroepStaat.VOL)):
            vragen = Toezegging.objects.filter(voorstel__groep=groep, voorstel__run=None, trainer__isnull=False)
            ja = set(vragen.filter(antwoord=Antwoord.JA).values_list("trainer", flat=True))
            gezet = set(Inzet.objects.filter(bijeenkomst__groep=groep).values_list("trainer", flat=True))
            assert not zonder_opvolger(groep)
            assert not vragen.filter(voorstel__staat__in=VOORSTEL_LOPEND).exists()
            assert ja <= gezet
