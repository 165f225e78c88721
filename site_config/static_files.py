"""How long a browser may keep a static file."""

from wsgiref.headers import Headers

ONE_YEAR = 31_536_000


def keep_for_a_year(headers: Headers, _path: str, _url: str) -> None:
    """Let a file whose name carries a hash be kept for a year: WhiteNoise says ten.

    A year is what caches take "never changes" to mean (RFC 2616 §14.21 named it the longest).
    """
    if "immutable" in headers.get("Cache-Control", ""):
        headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
