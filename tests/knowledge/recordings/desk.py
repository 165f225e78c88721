"""What an editor sends from the form of a recording."""


def form(**fields) -> dict:
    """Return the post of a recording without a film, with these fields."""
    return {
        "title": "Opname",
        "external_url": "",
        "external_party": "",
        "duration": "0",
        "part_note": "",
        "poster": "",
        "transcript_language": "nl",
        **fields,
    }
