"""What an editor is told when something cannot be done."""


class Refused(Exception):
    """An expected refusal; its text is a Dutch sentence that the admin shows.

    `page_id` names the page to go back to, when there is one.
    """

    def __init__(self, sentence: str, *, page_id: int | None = None) -> None:
        super().__init__(sentence)
        self.page_id = page_id
