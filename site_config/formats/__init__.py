"""Dates and times as people here type them, whatever the language of their screen.

Django asks the package of each language below this one. The first of each list is how the admin
shows a value; ISO is read as well. A day without an hour is no begin of anything: it is refused.
"""

DATE_INPUT_FORMATS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for hour in TIME_INPUT_FORMATS for day in DATE_INPUT_FORMATS
]
