"""What the shelf tells, without knowing who listens: receivers connect themselves (see AanbodConfig.ready).

A receiver works in the transaction of the change: when it fails, nothing has changed.
"""

from django.dispatch import Signal

# Sent with ``interventie`` after an offer, its themes or its state changed.
aanbod_veranderd = Signal()
# Sent with ``interventie`` and ``door`` after its owner changed how many people are in the room with a group.
zaalvulling_veranderd = Signal()
