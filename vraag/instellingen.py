"""The numbers that steer pooling. Weeks start on Monday; week 0 is the first one in which a new group may start."""

import datetime as dt

HORIZON_WEKEN = 6
# A group needs a room, trainers' answers and publicity: nothing starts within two weeks.
AANLOOP_DAGEN = 14
ANTWOORD_WERKDAGEN = 5
# After the last change it waits this long, so that a row of changes leads to one run.
RUST_SECONDEN = 5
# A declined combination is not proposed again for half a year.
UITSLUITING_DAGEN = 183
# When the planned week turns out taken, this many later weeks are tried.
UITSTEL_WEKEN = 4
GEWICHT = {"base": 10, "per_week": 1, "cap_weeks": 26}


def eerste_week(vandaag: dt.date) -> dt.date:
    """The Monday of week 0."""
    dag = vandaag + dt.timedelta(days=AANLOOP_DAGEN)
    return dag + dt.timedelta(days=-dag.weekday() % 7)
