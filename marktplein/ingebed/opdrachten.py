"""The commands that make up the house; docker-compose.yml uses the same ones (a test compares them)."""

from typing import Final

WEB: Final = ["gunicorn", "-c", "python:marktplein.gunicorn", "marktplein.wsgi"]
# What computes for minutes (the queue "zwaar") never keeps the rest waiting.
WERKER: Final = [
    *("celery", "-A", "marktplein", "worker", "-Q", "marktplein", "--concurrency", "2", "--loglevel", "INFO"),
    *("--without-gossip", "--without-mingle"),
]
REKENWERKER: Final = [
    *("celery", "-A", "marktplein", "worker", "-Q", "zwaar", "-n", "rekenen@%h", "--concurrency", "2"),
    *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
]
PLANNING: Final = ["celery", "-A", "marktplein", "beat", "--loglevel", "WARNING"]
MIGRATIE: Final = ["python", "manage.py", "migrate", "--noinput"]
VERTALINGEN: Final = ["python", "-m", "marktplein.vertalingen", "maak"]
