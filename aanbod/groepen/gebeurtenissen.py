"""What groups tell, without knowing who listens: receivers connect themselves (FacilitairConfig.ready).

A receiver works in the transaction of the change: when it fails, nothing has changed.
"""

from django.dispatch import Signal

# Sent with ``groep`` and ``door`` after a group got another preventievorm.
vorm_veranderd = Signal()
# Sent with ``groep``, ``door`` and ``klaar`` after a group fell below its minimum (False) and after that ended (True).
tekort_veranderd = Signal()
