"""An act that cannot be done as asked: the sentence says why and what to do instead."""


class Refused(ValueError):
    """Nothing was changed."""
