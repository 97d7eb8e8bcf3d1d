"""The manuals as pages, and the part of them that fits the page somebody is on."""
