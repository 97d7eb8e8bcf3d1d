"""What groups tell, without knowing who listens: receivers connect themselves (FacilitairConfig.ready).

A receiver works in the transaction of the change: when it fails, nothing has changed.
"""

from django.dispatch import Signal

# Sent with ``groep`` and ``door`` after a group got another preventievorm.
vorm_veranderd = Signal()
