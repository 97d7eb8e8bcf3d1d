"""The queue of facilitair: what must be done around every group."""
