"""The demo: a made-up but believable region, and large data for measuring.

Imports all apps; nothing imports it but its own commands. Texts, places and people live as JSON in ``data/``;
dates are told as distances from today, so the demo is as fresh next year as it is now.
"""
