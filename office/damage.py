"""Files that are not whole."""


class Damaged(ValueError):
    """The file breaks off, or its parts do not fit into each other."""
