"""No child is counted twice or lost, whatever teams, trainers, the desk and parents do, in whatever order.

A machine draws moves and makes them through the services; after each of them the books are laid beside what was asked:
of every need waiting + in proposals + with a place = asked, every place of a team is somebody's, and states, proposals,
groups and pages say the same. It goes on from the moves that are refused, as people do.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from inspect import signature
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import accepteer, meld_af
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.bewaking import volg_rijen
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.deelname.services.teamwacht import neem_aan, verlaat, zet_op_wachtlijst
from aanbod.enums import Preventievorm
from aanbod.models import Aanmelding, Groep, TeamPlaats, TeamWacht
from aanbod.workflow import (
    GROEP_LOPEND,
    GROEP_NOG_NIET_BEGONNEN,
    HOUDT_PLEK,
    TEAMWACHT_LOPEND,
    AanmeldingStaat,
    GroepStaat,
    TeamWachtStaat,
)
from facilitair.models import Reservering
from facilitair.taken.services.volgen import ruim_geannuleerde_groepen_op
from facilitair.workflow import BEZET_DE_RUIMTE
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.woorden import tel
from tests import volgorde
from tests.aanbod.factories import GroepFactory
from tests.verhalen.test_straat import pool
from tests.vraag.behoud_met_de_hand import MetDeHand
from tests.vraag.boeken import meld_aan_en_bevestig, staat_volgens
from tests.vraag.hulp import adres, tekst
from tests.vraag.streek import Streek, maak_streek
from vraag.models import Groepsvoorstel, Reden, Regel, Run, Signaal, Toezegging
from vraag.signalen.services import indienen, verloop_signalen, wijzigen
from vraag.voorstellen.plekken import PLEKKEN
from vraag.voorstellen.services import antwoord, bewaak_antwoordtermijnen
from vraag.voorstellen.terugtrekken import trek_in
from vraag.voorstellen.volg_groepen import volg_groepen
from vraag.voorstellen.volg_plekken import volg_plekken
from vraag.workflow import SIGNAAL_LOPEND, VOORSTEL_LOPEND, Antwoord, RunStaat, SignaalStaat, VoorstelStaat

# What anybody can do; what leads somewhere is drawn more often.
ZETTEN = (
    *("neem", "reken", "iedereen_zegt_ja", "plaats", "geef_terug", "neem") * 2,
    *("zeg", "wijzig", "trek_vraag_in", "laat_verlopen", "laat_termijn_voorbijgaan"),
    *("gelast_af", "ouder_meldt_aan", "ouder_beslist"),
    *("ga_in_de_rij", "team_beslist") * 2,
    *("maak_zelf_een_groep", "neem_vraag_terug", "vraag_een_ander", "zeg") * 2,
)
RUSTIG = settings(
    max_examples=6,
    stateful_step_count=25,
    # Making a failing run smaller costs minutes, and its steps are told anyhow.
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
GESTOPT = (SignaalStaat.INGETROKKEN, SignaalStaat.VERLOPEN)
GEPLAND = VoorstelStaat.GEPLAND


class Straat(MetDeHand, RuleBasedStateMachine):
    """Three teams, one training for six to nine, a room, two trainers; sometimes an open group made by hand."""

    streek: Streek
    gevraagd: dict[int, int]
    # Places of a team in a group for children about whom no need was posted.
    anderen: Counter[tuple[int, int]]

    @initialize(zaad=st.integers(0, 2**32))
    def begin(self, zaad: int) -> None:
        self.kans = random.Random(zaad)
        self.blok = transaction.atomic()
        self.blok.__enter__()
        volgorde.begin()
        self.streek = maak_streek(preventievorm=Preventievorm.UNIVERSEEL)
        self.gevraagd, self.anderen, self.nummer = {}, Counter(), 0
        velden: dict[str, Any] = {"leeftijd_min": 8, "leeftijd_max": 12, "capaciteit": 8, "bezet": 0}
        if self.kans.random() < 0.5:
            GroepFactory(interventie=self.streek.interventie, gemeente=self.streek.leiden.gemeente, **velden)
        self.plaats(0, 5, True)
        self.plaats(1, 4, False)

    def teardown(self) -> None:
        if hasattr(self, "blok"):
            try:
                self.kijk()
            finally:
                transaction.set_rollback(True)
                self.blok.__exit__(None, None, None)

    @rule()
    def doe(self) -> None:
        """A move of which there is something to make; hypothesis itself would draw the same few again and again."""
        self.gedaan = False
        while not self.gedaan:
            kans = self.kans
            trekking = {"welke": kans.randrange(99), "wie": kans.randrange(3), "aantal": kans.randint(1, 5)}
            trekking |= {"keuze": kans.randrange(99), "ja": kans.random() < 0.5}
            werk = getattr(self, kans.choice(ZETTEN))
            werk(**{naam: trekking[naam] for naam in signature(werk).parameters})
        # Announced at the commit of a move that gave places: here one transaction holds them all.
        volg_rijen()

    # --- teams and their demand -------------------------------------------------------------------------------

    def plaats(self, wie: int, aantal: int, ja: bool) -> None:
        team, door = self._team(wie)
        signaal = indienen(team=team, door=door, **self._velden(aantal, ja))
        self.gevraagd[signaal.pk] = aantal
        self._er_wordt_gerekend()
        self.gedaan = True

    def wijzig(self, welke: int, aantal: int) -> None:
        for signaal in self._een(Signaal.objects.filter(staat=SignaalStaat.OPEN), welke):
            velden = self._velden(aantal, signaal.splitsbaar)
            if self._doe(wijzigen, signaal, versie=signaal.versie, door=self._van(signaal.team), **velden):
                self.gevraagd[signaal.pk] = aantal

    def trek_vraag_in(self, welke: int) -> None:
        for signaal in self._een(Signaal.objects.filter(staat__in=SIGNAAL_LOPEND), welke):
            gezien = list(Groepsvoorstel.objects.filter(regels__signaal=signaal).values_list("pk", flat=True))
            self._doe(trek_in, signaal, reden="Niet nodig.", door=self._van(signaal.team), gezien=gezien)

    def laat_verlopen(self, welke: int) -> None:
        for signaal in self._een(Signaal.objects.filter(staat=SignaalStaat.OPEN), welke):
            Signaal.objects.filter(pk=signaal.pk).update(verloopt_op=klok.vandaag() - dt.timedelta(days=1))
            verloop_signalen()
            # The children with a place keep it; the others are no longer asked for.
            self.gevraagd[signaal.pk] = self._gepland(signaal.pk) or self.gevraagd[signaal.pk]

    # --- runs and answers -------------------------------------------------------------------------------------

    def reken(self) -> None:
        pool(self.streek)
        self.gedaan = True

    def zeg(self, welke: int, ja: bool) -> None:
        lopend = Toezegging.objects.filter(voorstel__staat__in=VOORSTEL_LOPEND)
        for toezegging in self._een(lopend, welke):
            self._antwoord(toezegging, Antwoord.JA if ja else Antwoord.NEE)

    def iedereen_zegt_ja(self, welke: int) -> None:
        for voorstel in self._een(Groepsvoorstel.objects.filter(staat__in=VOORSTEL_LOPEND), welke):
            for toezegging in voorstel.toezeggingen.exclude(antwoord=Antwoord.JA).order_by("pk"):
                self._antwoord(toezegging, Antwoord.JA)

    def laat_termijn_voorbijgaan(self, welke: int) -> None:
        for voorstel in self._een(Groepsvoorstel.objects.filter(staat__in=VOORSTEL_LOPEND), welke):
            Groepsvoorstel.objects.filter(pk=voorstel.pk).update(reageren_voor=klok.nu() - dt.timedelta(hours=1))
            bewaak_antwoordtermijnen()

    # --- places -----------------------------------------------------------------------------------------------

    def neem(self, welke: int, wie: int, aantal: int, keuze: int, ja: bool) -> None:
        team, door = self._team(wie)
        for g in self._een(Groep.objects.filter(staat__in=GROEP_NOG_NIET_BEGONNEN), welke):
            keuzes = [None, *PLEKKEN.passend(g, [team])]
            k = keuzes[keuze % len(keuzes)]
            van_vraag = None if ja else 1 + keuze % aantal
            bij = {"vraag": k.vraag, "van_vraag": van_vraag} if k else {}
            if self._doe(voeg_teamplaats_toe, groep=g, team=team, aantal=aantal, door=door, **bij):
                n = min(aantal, van_vraag or k.hoogstens) if k else 0
                self.anderen[g.pk, team.pk] += aantal - n
                if k:
                    self._er_wordt_gerekend()

    def geef_terug(self, welke: int, aantal: int, keuze: int) -> None:
        for plaats in self._een(TeamPlaats.objects.filter(groep__staat__in=GROEP_LOPEND), welke):
            groep, team, aantal = plaats.groep, plaats.team, min(aantal, plaats.aantal)
            keuzes = [None, *PLEKKEN.geplaatst(groep, [team])]
            k = keuzes[keuze % len(keuzes)]
            vraag = k.vraag if k else None
            door = self._van(team)
            if self._doe(haal_teamplaats_weg, groep=groep, team=team, aantal=aantal, vraag=vraag, door=door):
                sleutel = (groep.pk, team.pk)
                self.anderen[sleutel] -= 0 if k else min(aantal, self.anderen[sleutel])
                self._een_vrije_plek_vraagt_om_een_berekening(groep)

    def ga_in_de_rij(self, welke: int, wie: int, aantal: int, keuze: int, ja: bool) -> None:
        team, door = self._team(wie)
        vol = Groep.objects.filter(staat=GroepStaat.VOL)
        for g in self._een(vol if vol.exists() else Groep.objects.filter(staat__in=GROEP_NOG_NIET_BEGONNEN), welke):
            keuzes = [*PLEKKEN.passend(g, [team]), None]
            k = keuzes[keuze % len(keuzes)]
            bij = {"vraag": k.vraag, "aantal": min(aantal, k.hoogstens)} if k else {"aantal": aantal}
            self._doe(zet_op_wachtlijst, groep=g, team=team, met_minder=ja, door=door, **bij)

    def team_beslist(self, welke: int, ja: bool, keuze: int) -> None:
        rijen = TeamWacht.objects.filter(staat__in=TEAMWACHT_LOPEND)
        aangeboden = rijen.filter(staat=TeamWachtStaat.AANGEBODEN)
        for wacht in self._een(aangeboden if aangeboden.exists() else rijen, welke):
            aantal, door = wacht.aangeboden, self._van(wacht.team)
            if ja or keuze % 2:
                if self._doe(neem_aan, wacht, door=door) and wacht.vraag is None:
                    self.anderen[wacht.groep_id, wacht.team_id] += aantal
            elif self._doe(verlaat, wacht, door=door) and aantal:
                self._een_vrije_plek_vraagt_om_een_berekening(wacht.groep)

    def gelast_af(self, welke: int) -> None:
        for groep in self._een(Groep.objects.filter(staat__in=GROEP_LOPEND), welke):
            had_zaal = Reservering.objects.filter(groep=groep, staat__in=BEZET_DE_RUIMTE).exists()
            self._doe(annuleer_groep, groep, "De trainer is ziek.")
            self._er_wordt_gerekend()
            Run.objects.filter(staat=RunStaat.WACHT).delete()
            ruim_geannuleerde_groepen_op()
            if had_zaal:
                self._er_wordt_gerekend()

    # --- parents ----------------------------------------------------------------------------------------------

    def ouder_meldt_aan(self, welke: int) -> None:
        for groep in self._een(Groep.objects.filter(staat__in=GROEP_LOPEND), welke):
            self.nummer += 1
            post = f"ouder{self.nummer}@voorbeeld.example"
            self._doe(meld_aan_en_bevestig, groep, post)

    def ouder_beslist(self, welke: int, ja: bool) -> None:
        lopend = (*HOUDT_PLEK, AanmeldingStaat.WACHTLIJST)
        for aanmelding in self._een(Aanmelding.objects.filter(staat__in=lopend), welke):
            hield = aanmelding.staat in HOUDT_PLEK
            if self._doe(accepteer if ja else meld_af, token_van(aanmelding)) and hield and not ja:
                self._een_vrije_plek_vraagt_om_een_berekening(aanmelding.groep)

    # --- what holds -------------------------------------------------------------------------------------------

    @invariant()
    def elk_kind_telt_een_keer(self) -> None:
        for signaal in self._signalen():
            regels = self._regels(signaal.pk)
            in_voorstel = sum(n for n, staat, _ in regels if staat in VOORSTEL_LOPEND)
            gepland = sum(n for n, staat, _ in regels if staat == GEPLAND)
            if signaal.staat in GESTOPT:
                assert in_voorstel == gepland == 0, f"{signaal.pk} stopped, and still somewhere"
                continue
            assert signaal.aantal == self.gevraagd[signaal.pk]
            wacht = signaal.aantal - in_voorstel - gepland
            assert wacht >= 0, f"{signaal.pk}: {-wacht} children counted twice"
            assert signaal.staat == staat_volgens(signaal, regels)
            for reden in Reden.objects.filter(signaal=signaal):
                assert reden.aantal <= signaal.aantal - gepland, "the reason counts children who have a place"

    @invariant()
    def elke_plek_is_van_iemand(self) -> None:
        for groep in Groep.objects.filter(staat__in=GROEP_LOPEND):
            plaatsen = dict(groep.teamplaatsen.order_by("pk").values_list("team", "aantal"))
            aanmeldingen = groep.aanmeldingen.filter(staat__in=HOUDT_PLEK).count()
            wachten = groep.teamwachten.filter(staat__in=TEAMWACHT_LOPEND)
            aangeboden = sum(wachten.values_list("aangeboden", flat=True))
            assert groep.bezet == sum(plaatsen.values()) + aanmeldingen + aangeboden
            if groep.staat in (GroepStaat.OPEN, GroepStaat.VOL):
                assert (groep.staat == GroepStaat.VOL) == (groep.vrij == 0)
            per_team = Regel.objects.filter(voorstel__groep=groep, voorstel__staat=GEPLAND).order_by("signaal__team")
            van_vraag = dict(per_team.values_list("signaal__team").annotate(n=Sum("aantal")))
            assert van_vraag.keys() <= plaatsen.keys()
            for team, aantal in plaatsen.items():
                assert aantal == van_vraag.get(team, 0) + self.anderen[groep.pk, team], "a place is nobody's"

    @invariant()
    def niemand_wacht_op_wat_hij_heeft(self) -> None:
        for wacht in TeamWacht.objects.filter(staat__in=TEAMWACHT_LOPEND):
            assert wacht.groep.staat in GROEP_LOPEND
            assert wacht.aangeboden <= wacht.aantal
            if wacht.vraag is not None:
                assert wacht.aantal <= PLEKKEN.ongeplaatst([wacht.vraag])[wacht.vraag], "in line with a place"

    @invariant()
    def voorstel_en_groep_zeggen_hetzelfde(self) -> None:
        for voorstel in Groepsvoorstel.objects.select_related("groep"):
            if voorstel.staat == GEPLAND:
                assert voorstel.groep
                assert voorstel.groep.staat != GroepStaat.GEANNULEERD
            if voorstel.staat in VOORSTEL_LOPEND:
                assert voorstel.groep is None or voorstel.groep.staat != GroepStaat.GEANNULEERD
                vraagt_om_trainer = voorstel.run is None and voorstel.toezeggingen.exclude(trainer=None).exists()
                assert voorstel.regels.exists() is not vraagt_om_trainer
                teams = set(voorstel.regels.values_list("signaal__team", flat=True))
                assert teams == set(voorstel.toezeggingen.exclude(team=None).values_list("team", flat=True))

    @invariant()
    def er_valt_niets_in_te_halen(self) -> None:
        """What follows, followed at once: the hourly round finds nothing."""
        if hasattr(self, "streek"):
            assert (volg_plekken()[0], volg_groepen()) == (0, 0)

    def kijk(self) -> None:
        """At the end: pages of need, proposal and group tell these numbers in these words."""
        client = Client()
        # While a run waits, the page of a need says that and nothing else.
        Run.objects.filter(staat=RunStaat.WACHT).delete()
        for signaal in self._signalen():
            client.force_login(self._van(signaal.team))
            pagina = tekst(client.get(adres("signaal", signaal)))
            # An open need that no run has looked at yet says that instead.
            woorden = {signaal.get_staat_display()} | ({"We rekenen"} if signaal.staat == SignaalStaat.OPEN else set())
            assert any(woord in pagina for woord in woorden)
            van = tel(signaal.aantal, "kind", "kinderen")
            for n, staat, voorstel in self._regels(signaal.pk):
                zin = (
                    f"Voor {n} van de {van} is een plek" if staat == GEPLAND else f"een voorstel voor {n} van de {van}"
                )
                assert zin in pagina, zin
                v = Groepsvoorstel.objects.get(pk=voorstel)
                assert v.get_staat_display() in tekst(client.get(reverse("vraag:voorstel", args=[voorstel])))
        for plaats in TeamPlaats.objects.filter(groep__staat__in=GROEP_LOPEND).select_related("groep", "team"):
            client.force_login(self._van(plaats.team))
            assert str(plaats.team) in tekst(client.get(reverse("aanbod:groep", args=[plaats.groep.slug])))

    # --- helps ------------------------------------------------------------------------------------------------

    def _signalen(self) -> list[Signaal]:
        return list(Signaal.objects.filter(pk__in=getattr(self, "gevraagd", {})).select_related("team").order_by("pk"))

    def _regels(self, signaal: int) -> list[tuple[int, str, int]]:
        """(children, state of the proposal, its number) of all that runs or led to a group."""
        telt = Regel.objects.filter(signaal=signaal, voorstel__staat__in=(*VOORSTEL_LOPEND, GEPLAND)).order_by("pk")
        return list(telt.values_list("aantal", "voorstel__staat", "voorstel"))

    def _gepland(self, signaal: int) -> int:
        return sum(n for n, staat, _ in self._regels(signaal) if staat == GEPLAND)

    def _team(self, wie: int) -> tuple[Team, User]:
        s = self.streek
        return [(s.oegstgeest, s.van_oegstgeest), (s.katwijk, s.van_katwijk), (s.leiden, s.van_leiden)][wie]

    def _van(self, team: Team) -> User:
        return next(user for t, user in map(self._team, range(3)) if t == team)

    def _een(self, rijen: Any, welke: int) -> Iterator[Any]:
        alle = list(rijen.order_by("pk"))
        if alle:
            self.gedaan = True
            Run.objects.filter(staat=RunStaat.WACHT).delete()
            yield alle[welke % len(alle)]

    def _doe(self, werk: Callable[..., object], *wat: Any, **hoe: Any) -> bool:
        """Make a move; False when the service refuses it, and then nothing has changed."""
        try:
            werk(*wat, **hoe)
        except DomeinFout:
            return False
        return True

    def _antwoord(self, toezegging: Toezegging, keus: Antwoord) -> None:
        door = toezegging.trainer.user if toezegging.trainer else self._van(toezegging.team)
        reden = "Te ver." if keus == Antwoord.NEE else ""
        self._doe(antwoord, toezegging, keus=keus, reden=reden, door=door)

    def _er_wordt_gerekend(self) -> None:
        assert Run.objects.filter(staat=RunStaat.WACHT, regio=self.streek.regio).exists(), "nobody asked for a run"

    def _een_vrije_plek_vraagt_om_een_berekening(self, groep: Groep) -> None:
        groep.refresh_from_db()
        if groep.vrij and groep.staat in GROEP_NOG_NIET_BEGONNEN:
            self._er_wordt_gerekend()


@pytest.mark.django_db
def test_geen_kind_telt_dubbel_of_raakt_weg() -> None:
    run_state_machine_as_test(Straat, settings=RUSTIG)
