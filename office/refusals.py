"""What somebody is told when a thing cannot be done, an editor or a visitor."""

from collections.abc import Sequence
from typing import ClassVar


class Refused(Exception):
    """An expected refusal: a Dutch sentence, the status of the answer, and where to go back to.

    Each subject raises a class of its own below this one. A view that shows a filled form again
    catches it; whatever nobody catches, `office/refusal_middleware.py` answers. `back` is an
    address of this site, "" when the refusal is about no page in particular.
    """

    # The page on which a visitor reads the sentence.
    template: ClassVar[str] = "refused.html"
    # How loud an editor is told: "warning" when what she did was kept and somebody else goes on.
    level: ClassVar[str] = "error"
    # What an editor goes on to: names and addresses of pages of the admin.
    links: Sequence[tuple[str, str]] = ()
    # Whether somebody else could do it: then who may not is not offered the button.
    another_may: ClassVar[bool] = False

    def __init__(self, sentence: object, status: int = 409, back: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.back = back
