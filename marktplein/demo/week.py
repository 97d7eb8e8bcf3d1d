"""The clock of the demo a week on: every date goes back a week, then the work of those seven days is done as of them.

So what was written and mailed in that week tells of the same dates as the pages. Web, worker and beat keep their own
clock: no process can be late or early, and nothing has to be told to any of them.
Dates move by whole weeks on a Dutch wall clock, so a Wednesday at half past three stays one, summer time or not.
"""

import datetime as dt

from django.apps import apps
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, Field, Max, Model

from aanbod.tasks import bewaak_aanmeldingen
from facilitair.models import TaakGebeurtenis
from facilitair.tasks import volg_groepen
from marktplein.basis import klok
from marktplein.basis.taken import kondig_aan_bij_commit
from marktplein.demo.models import Demoklus
from marktplein.demo.opnieuw import BLIJFT, Meld, Sluit
from marktplein.mail.models import Bericht
from marktplein.mail.verzamelen import verzamel
from vraag.tasks import bewaak_termijnen

DAGEN = 7
WEEK = dt.timedelta(days=DAGEN)
DAGWERK = (bewaak_termijnen, bewaak_aanmeldingen, volg_groepen)
# The history of a task lies as fast as that of the house; a session is of a real browser, on a real clock.
STAAT_STIL = BLIJFT | {TaakGebeurtenis._meta.db_table, "django_session", "django_admin_log"}
ZONE = "Europe/Amsterdam"
# Four hundred years are whole weeks: a place where nothing else is, on the way to a week ago. Moved straight there, one
# meeting would stand for a moment where the one before it still is, and the database lets no two be at once.
OMWEG = 146_097


def draai_een_week_door(klus: Demoklus, meld: Meld, sluit: Sluit) -> Demoklus:
    """Safe to begin again: dates move once, in a transaction with the mark of it, and what a day does it does once."""
    if not klus.verschoven:
        with transaction.atomic():
            verschuif()
            klus.verschoven = True
            klus.save(update_fields=["verschoven"])
    for dag in range(1, DAGEN + 1):
        meld(f"dag {dag} van {DAGEN}", (dag - 1) / DAGEN)
        _leef(dag)
    with transaction.atomic():
        kondig_aan_bij_commit("vraag.pool_alle_regios")
        return sluit(klus)


def _leef(dag: int) -> None:
    """One day's work, and its mail of the day: everybody gets at most one, dated on that day."""
    laatste = Bericht.objects.aggregate(pk=Max("pk", default=0))["pk"]
    later = _tot(dag) - WEEK
    with klok.vooruit(later):
        for taak in DAGWERK:
            taak()
    with klok.vooruit(min(later, dt.timedelta(0))):
        verzamel(tot=klok.nu() + dt.timedelta(days=1))
        # Mail has the time of the database, which stood still.
        nieuw = Bericht.objects.filter(pk__gt=laatste)
        nieuw.update(aangemaakt_op=klok.nu(), volgende_poging_op=klok.nu())


def _tot(dag: int) -> dt.timedelta:
    """So many days on; the last is lived to its end, so that what was due on that day has been due."""
    if dag < DAGEN:
        return dt.timedelta(days=dag)
    return klok.op(klok.vandaag() + dt.timedelta(days=dag + 1), dt.time(0, 1)) - klok.nu()


def verschuif() -> None:
    """Every date and moment a week back, within the caller's transaction."""
    stappen = [_opdracht(model) for model in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        for eerst, daarna in filter(None, stappen):
            cursor.execute(eerst)
            cursor.execute(daarna)


def _opdracht(model: type[Model]) -> tuple[str, str] | None:
    """Two statements that move all dates of this table; None when there are none, or they stand still."""
    if model._meta.proxy or not model._meta.managed or model._meta.db_table in STAAT_STIL:
        return None
    paren = [paar for veld in model._meta.local_concrete_fields if (paar := _uitdrukking(veld))]
    if not paren:
        return None
    tabel = connection.ops.quote_name(model._meta.db_table)
    weg, terug = (", ".join(delen) for delen in zip(*paren, strict=True))
    return f"UPDATE {tabel} SET {weg}", f"UPDATE {tabel} SET {terug}"  # noqa: S608 - names of our own tables


def _uitdrukking(veld: "Field[object, object]") -> tuple[str, str] | None:
    """How a column goes a week and four centuries back, and how those centuries forward again."""
    kolom = connection.ops.quote_name(str(veld.column))
    if isinstance(veld, DateTimeField):
        return f"{kolom} = {_weg(kolom)}", f"{kolom} = {_terug(kolom)}"
    if isinstance(veld, DateField):
        return f"{kolom} = {kolom} - {DAGEN + OMWEG}", f"{kolom} = {kolom} + {OMWEG}"
    if isinstance(veld, DateTimeRangeField):
        van, tot = f"lower({kolom})", f"upper({kolom})"
        return (
            f"{kolom} = tstzrange({_weg(van)}, {_weg(tot)}, '[)')",
            f"{kolom} = tstzrange({_terug(van)}, {_terug(tot)}, '[)')",
        )
    return None


def _weg(moment: str) -> str:
    lokaal = f"({moment} AT TIME ZONE '{ZONE}' - interval '{DAGEN} days') AT TIME ZONE '{ZONE}'"
    return f"{lokaal} - interval '{OMWEG * 24} hours'"


def _terug(moment: str) -> str:
    return f"{moment} + interval '{OMWEG * 24} hours'"
