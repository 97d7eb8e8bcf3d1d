"""The numbers that steer pooling. Weeks start on Monday; week 0 is the first one in which a new group may start."""

import datetime as dt

from marktplein.basis import klok
from marktplein.basis.werkdagen import Kalender, plus_werkdagen

HORIZON_WEKEN = 6
# A group needs a room, trainers' answers and publicity: nothing starts within two weeks.
AANLOOP_DAGEN = 14
ANTWOORD_WERKDAGEN = 5
# After the last change it waits this long, so that a row of changes leads to one run.
RUST_SECONDEN = 5
# A declined combination is not proposed again for half a year.
UITSLUITING_DAGEN = 183
# Demand whose group fell apart stays open at least so long.
MINSTENS_OPEN_DAGEN = 28
# When the planned week turns out taken, this many later weeks are tried.
UITSTEL_WEKEN = 4
# A series skips holidays: so many weeks longer it may take. A certificate must last that long.
VAKANTIEWEKEN = 8
# A trainer who steps in for another gets at least so long to answer.
VERVANGER_WERKDAGEN = 2
# A proposal that somebody was asked for within so many working days, is not moved.
RUST_WERKDAGEN = 2
# Whoever is asked to join a proposal that runs, gets at least so long to answer: with less, nobody is added.
ERBIJ_WERKDAGEN = 2
# Who did not answer is reminded so many working days before the deadline, and on that day itself.
HERINNER_WERKDAGEN = 2
# The coach of a team is told when nobody of it answered within so many working days.
COACH_WERKDAGEN = 3
# A run that fell over this often is given up.
MAX_POGINGEN = 5
# A child weighs ten, and one more for each week it waited, up to half a year.
GEWICHT_BASIS, GEWICHT_PER_WEEK, GEWICHT_MAX_WEKEN = 10, 1, 26


def einde_termijn(werkdagen: int, kalender: Kalender) -> dt.datetime:
    """The last minute of the day so many working days from today, for whom this calendar holds."""
    return klok.op(plus_werkdagen(klok.vandaag(), werkdagen, kalender), dt.time(23, 59))


def eerste_week(vandaag: dt.date) -> dt.date:
    """The Monday of week 0."""
    dag = vandaag + dt.timedelta(days=AANLOOP_DAGEN)
    return dag + dt.timedelta(days=-dag.weekday() % 7)
