"""What happens to the room of a group, for whoever follows it. Receivers connect themselves: FacilitairConfig.ready.

All are sent in the transaction of the change, with ``groep``, ``door`` and, of the
first two, ``tekst`` (a sentence that says it).
"""

from django.dispatch import Signal

# All meetings to come have a room.
zaal_geboekt = Signal()
# A meeting lost its room.
zaal_vrijgegeven = Signal()
# All rooms of a group are free again.
zalen_vrij = Signal()
