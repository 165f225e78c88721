"""Time as people read it."""


def timecode(seconds: int) -> str:
    """Return "12:34", or "1:02:03" from one hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
