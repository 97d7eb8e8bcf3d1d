"""How a job can end other than well."""


class SlotBezet(Exception):
    """Another worker holds the slot of this job; come back later."""


class Vervallen(Exception):
    """This job was taken over or thrown away while it was being done: its answer is not applied."""


class GaatNiet(Exception):
    """The job cannot be done as it was asked, which is nobody's defect; the words are for who asked."""
