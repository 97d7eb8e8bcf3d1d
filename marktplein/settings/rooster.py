"""When each task of beat runs; the days and hours are those of the Netherlands."""

from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "hartslag": {"task": "health.hartslag", "schedule": 15.0, "options": {"expires": 15}},
    "werk": {"task": "werk.haal_in", "schedule": 60.0, "options": {"expires": 60}},
    # From the hour of the setting DAGMAIL_UUR, once a person a day; the later rounds are for what a killed one left.
    "dagmail": {"task": "mail.verzamel", "schedule": crontab(minute="*/10", day_of_week="mon-fri")},
    "post_opruimen": {"task": "mail.ruim_op", "schedule": crontab(hour="3", minute="15")},
    "opruimen": {"task": "basis.ruim_op", "schedule": crontab(hour="3", minute="25")},
    "oorsprong_opruimen": {"task": "audit.ruim_op", "schedule": crontab(hour="3", minute="35")},
    "inlogpieken": {"task": "gemeenten.bewaak_inloggen", "schedule": crontab(minute="*/5")},
    "aanmeldingen": {"task": "aanbod.bewaak_aanmeldingen", "schedule": crontab(minute="*/10")},
    # Once a day for each address; the later rounds are for what a killed one left, and for what came in between.
    "nieuwe_data": {"task": "aanbod.vertel_nieuwe_data", "schedule": crontab(hour="8-19", minute="25")},
    "zoekindex": {"task": "aanbod.haal_zoekindex_in", "schedule": 60.0, "options": {"expires": 60}},
    "groepen_volgen": {"task": "facilitair.volg_groepen", "schedule": crontab(minute="*/10")},
    "termijnen": {"task": "vraag.bewaak_termijnen", "schedule": crontab(minute="5")},
    "terugbellen": {"task": "kcc.bewaak_terugbellen", "schedule": crontab(minute="20")},
    "terugbellen_wissen": {"task": "kcc.wis_oude_teksten", "schedule": crontab(hour="3", minute="55")},
    "voorstellen_melden": {"task": "vraag.volg_runs_op", "schedule": 60.0, "options": {"expires": 60}},
    "groepsteksten": {"task": "aanbod.wis_oude_teksten", "schedule": crontab(hour="3", minute="40")},
    "leesscores": {"task": "aanbod.haal_leesscores_in", "schedule": crontab(minute="*/10")},
    "aanbod_bevestigen": {"task": "aanbod.vraag_bevestigingen", "schedule": crontab(hour="6", minute="10")},
    "vraagteksten": {"task": "vraag.wis_oude_teksten", "schedule": crontab(hour="3", minute="45")},
    "taakteksten": {"task": "facilitair.wis_oude_teksten", "schedule": crontab(hour="3", minute="50")},
    "kaart_nakijken": {"task": "kaart.vraag_na", "schedule": crontab(hour="6", minute="30", day_of_week="mon")},
    "poolen": {"task": "vraag.pool_alle_regios", "schedule": crontab(hour="2", minute="30")},
    # Once a week whatever happens; the later hours are for regions in which the first try failed.
    "bijna_haalbaar": {
        "task": "vraag.mail_bijna_haalbaar",
        "schedule": crontab(hour="7-11", minute="30", day_of_week="mon"),
    },
}
