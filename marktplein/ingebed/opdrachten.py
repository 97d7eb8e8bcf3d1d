"""The commands that make up the house; docker-compose.yml uses the same ones (a test compares them)."""

from typing import Final

WEB: Final = ["gunicorn", "-c", "python:marktplein.gunicorn", "marktplein.wsgi"]
WERKER: Final = [
    *("celery", "-A", "marktplein", "worker", "--concurrency", "2", "--loglevel", "INFO"),
    *("--without-gossip", "--without-mingle"),
]
PLANNING: Final = ["celery", "-A", "marktplein", "beat", "--loglevel", "WARNING"]
MIGRATIE: Final = ["python", "manage.py", "migrate", "--noinput"]
