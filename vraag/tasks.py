"""Thin tasks: ids in, a service called. Rules live in the services."""

from functools import partial
from typing import Any

from celery import shared_task

from marktplein.basis.een_voor_een import stap_voor_stap
from marktplein.basis.taken import StilleTaak
from marktplein.werk.services import als_taak
from vraag.poolen import bewaren, rondes
from vraag.poolen.services import POOLEN
from vraag.reeksen import tekst as reeksteksten
from vraag.signalen import services as signalen
from vraag.signalen import tekst
from vraag.uitleg import bijna
from vraag.voorstellen import herinneren, melden, verschuiven, volg_groepen, volg_plekken
from vraag.voorstellen import services as toezeggingen
from vraag.wat_als import tekst as scenarioteksten
from vraag.wat_als.services import WAT_ALS

SCENARIO_TIJDSLIMIET = 3600


# Its end is awaited by the chord of a round, so unlike other tasks it leaves a result (empty, kept for an hour).
@shared_task(
    name="vraag.pool_regio",
    base=StilleTaak,
    bind=True,
    max_retries=None,
    ignore_result=False,
    time_limit=1800,
    soft_time_limit=1740,
)
def pool_regio(self: Any, run_id: int) -> None:
    """Carry out one run; while another worker pools the region, come back later."""
    stap_voor_stap(partial(verschuiven.verschuif_voor_run, run_id))
    als_taak(self, POOLEN, run_id)


@shared_task(name="vraag.pool_alle_regios", base=StilleTaak)
def pool_alle_regios() -> None:
    rondes.begin_ronde()


@shared_task(name="vraag.rond_ronde_af", base=StilleTaak)
def rond_ronde_af(ronde_id: int) -> None:
    rondes.rond_af(ronde_id)


@shared_task(name="vraag.meld_voorstellen", base=StilleTaak)
def meld_voorstellen() -> None:
    melden.meld_voorstellen()


@shared_task(name="vraag.volg_runs_op", base=StilleTaak)
def volg_runs_op() -> None:
    """What follows on runs and did not happen, because a message got lost or a worker died."""
    stap_voor_stap(melden.meld_voorstellen, rondes.sluit_afgelopen_rondes)


# Two searches instead of one: it may take longer than other tasks, and the real plan never waits for it.
@shared_task(
    name="vraag.reken_scenario",
    base=StilleTaak,
    bind=True,
    max_retries=None,
    time_limit=SCENARIO_TIJDSLIMIET,
    soft_time_limit=SCENARIO_TIJDSLIMIET - 10,
)
def reken_scenario(self: Any, scenario_id: int) -> None:
    """Compute one what-if scenario; while another of the region is being computed, come back later."""
    als_taak(self, WAT_ALS, scenario_id)


@shared_task(name="vraag.bewaak_termijnen", base=StilleTaak)
def bewaak_termijnen() -> None:
    """Deadlines of proposals, places given back, groups cancelled or ended, signalen that ran out, reminders."""
    stap_voor_stap(
        toezeggingen.bewaak_antwoordtermijnen,
        verschuiven.verschuif_voorstellen,
        volg_plekken.volg_plekken,
        volg_groepen.volg_groepen,
        signalen.verloop_signalen,
        herinneren.herinner,
        bewaren.ruim_op,
    )


@shared_task(name="vraag.mail_bijna_haalbaar", base=StilleTaak)
def mail_bijna_haalbaar() -> None:
    """Monday morning: what lacks one to three children, to the teams nearby. Once a week, however often it runs."""
    bijna.mail_bijna_haalbaar()


@shared_task(name="vraag.wis_oude_teksten", base=StilleTaak)
def wis_oude_teksten() -> None:
    """Beat calls this every night."""
    stap_voor_stap(tekst.wis_oude_teksten, reeksteksten.wis_oude_redenen, scenarioteksten.wis_oude_namen)
