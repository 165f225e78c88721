"""Cut a passage out of stored content and keep what is under it."""

from knowledge.text import rich_text


def without(value: object, key: str) -> object:
    """Return stored content without what has key.

    A point's own points move up into its place; a block in which nothing is left goes too.
    """
    if isinstance(value, list):
        return [kept for item in value for kept in _kept(item, key)]
    if isinstance(value, dict):
        return {name: without(inner, key) for name, inner in value.items()}
    return value


def _kept(item: object, key: str) -> list:
    if not isinstance(item, dict):
        return [item]
    block_id, value = item.get("id"), item.get("value")
    if block_id and block_id == key:
        return _points_below(value)
    if block_id and isinstance(value, str) and key.startswith(f"{block_id}-"):
        left = rich_text.without(value, key.removeprefix(f"{block_id}-"))
        return [{**item, "value": left}] if rich_text.pieces(left) else []
    kept = without(item, key)
    return [] if kept != item and _is_empty(kept["value"]) else [kept]


def _points_below(value: object) -> list[dict]:
    below = value.get("items") if isinstance(value, dict) else None
    return [{**point, "value": {"text": point["value"], "items": []}} for point in below or []]


def _is_empty(value: object) -> bool:
    return isinstance(value, dict) and value.get("items") == [] and not value.get("text")
