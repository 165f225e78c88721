"""One address as it comes along from a web page, a spreadsheet or a chat."""

PASTED = [
    "naam@voorbeeld.nl",
    "naam@voorbeeld.nl\u200b",
    "naam@voorbeeld.nl\ufeff",
    "naam@voorbeeld.nl\u00ad",
    "naam@voor\u00adbeeld.nl",
    "naam@voorbeeld.nl\u2060",
    "\u200bnaam@voorbeeld.nl",
]
