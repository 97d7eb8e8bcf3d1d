"""The one error of this package: what is wrong and what to do, in Dutch, without a traceback."""


class StartFout(Exception):
    """Starting is impossible; ``str(fout)`` is meant for the person at the keyboard."""
