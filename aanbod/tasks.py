import logging

from celery import shared_task

from aanbod.aanbieders.services import ruim_aanvragen_op
from aanbod.betrokken.services.gesprek import wis_oude_berichten
from aanbod.deelname.services import bewaking
from aanbod.doorgeven.services import attenderen
from aanbod.groepen import tekst
from aanbod.plank import bevestigen
from aanbod.plank.leesbaar import haal_leesscores_in
from aanbod.plank.redactie import wis_oude_redactievragen
from aanbod.zoeken import services as zoekindex

log = logging.getLogger(__name__)


@shared_task(name="aanbod.bewaak_aanmeldingen")
def bewaak_aanmeldingen() -> None:
    """Every ten minutes: deadlines, begin and end of groups, reminders, erasing."""
    gedaan = {wat: aantal for wat, aantal in bewaking.bewaak().items() if aantal}
    if gedaan:
        log.info("aanmeldingen bewaakt: %s", gedaan)


@shared_task(name="aanbod.volg_wachtlijsten")
def volg_wachtlijsten() -> None:
    """Asked for when places were given to people of a need: who waits for them elsewhere waits no more."""
    bewaking.volg_rijen()


@shared_task(name="aanbod.haal_zoekindex_in")
def haal_zoekindex_in() -> None:
    """Every minute, and when somebody saved: documents of what changed, and then the vectors that are missing."""
    if aantal := zoekindex.haal_in():
        log.info("zoekindex ingehaald: %s", aantal)
    if vectoren := zoekindex.bereken_vectoren():
        log.info("vectoren berekend: %s", vectoren)


@shared_task(name="aanbod.haal_leesscores_in")
def haal_leesscores() -> None:
    """Every ten minutes: how the texts read that came without a form."""
    if aantal := haal_leesscores_in():
        log.info("leesscores ingehaald: %s", aantal)


@shared_task(name="aanbod.vraag_bevestigingen")
def vraag_bevestigingen() -> None:
    """Beat calls this every morning: owners are asked whether their offers are still right."""
    if aantal := bevestigen.vraag_bevestigingen():
        log.info("gevraagd of aanbod nog klopt: %s", aantal)


@shared_task(name="aanbod.wis_oude_teksten")
def wis_oude_teksten() -> None:
    """Beat calls this every night."""
    tekst.wis_oude_redenen()
    wis_oude_berichten()
    wis_oude_redactievragen()
    ruim_aanvragen_op()


@shared_task(name="aanbod.vertel_nieuwe_data")
def vertel_nieuwe_data() -> None:
    """Beat calls this every hour of the day: what is over goes first, then who asked for it hears of new dates."""
    attenderen.gooi_verlopen_weg()
    if aantal := attenderen.vertel_nieuwe_data():
        log.info("nieuwe data verteld: %s mails", aantal)
