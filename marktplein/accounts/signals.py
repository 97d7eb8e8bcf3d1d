"""What accounts tells others."""

from django.dispatch import Signal

# Somebody is kept out for a while after too many wrong passwords. Arguments: email (as typed).
inlog_geblokkeerd = Signal()
