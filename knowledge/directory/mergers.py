"""A gemeente that merged into another: its pages stay, and are found with the other one."""

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from knowledge.directory.deeds import called_otherwise
from knowledge.models import Gemeente, PageGemeente
from office import locks
from office.models import User
from office.refusals import Refused


class MergerRefused(Refused):
    """This gemeente cannot merge into that one."""


@transaction.atomic
def merge(gemeente: Gemeente, *, into: Gemeente, on: date, today: date, by: User | None) -> None:
    """Let gemeente belong to `into` since a day, with whatever merged into it before.

    Raises MergerRefused when one of the two is no gemeente of its own any more, when they are one,
    or when the day is still to come: its page leads to the other one from now on.
    """
    gemeente, into = _locked(gemeente, into)
    if gemeente == into:
        raise MergerRefused(_("Een gemeente kan niet in zichzelf opgaan. Kies een andere."))
    if gemeente.merged_into:
        raise MergerRefused(_already(gemeente))
    if into.merged_into:
        raise MergerRefused(_already(into))
    if on > today:
        raise MergerRefused(_("Die dag is nog niet geweest. Vul dit in op de dag zelf, of daarna."))
    gemeente.merged_into, gemeente.merged_on = into, on
    gemeente.save(update_fields=["merged_into", "merged_on"])
    gemeente.merged.update(merged_into=into)
    called_otherwise([gemeente.pk, into.pk])
    # Whoever reads the history of the row reads into which, also when that one merges later.
    log(
        instance=gemeente,
        action="knowledge.gemeente_merged",
        user=by,
        data={"into": into.name, "on": on.isoformat()},
    )


@transaction.atomic
def part_again(gemeente: Gemeente, *, by: User | None) -> None:
    """Undo a merger that was a mistake; raises MergerRefused when there is none.

    What had merged into this one before stays with the gemeente that it belongs to today.
    """
    (gemeente,) = _locked(gemeente)
    if gemeente.merged_into is None:
        raise MergerRefused(
            _("%(name)s is al een gemeente van zichzelf.") % {"name": gemeente.name}
        )
    into = gemeente.merged_into
    gemeente.merged_into = gemeente.merged_on = None
    gemeente.save(update_fields=["merged_into", "merged_on"])
    called_otherwise([gemeente.pk, into.pk])
    log(
        instance=gemeente,
        action="knowledge.gemeente_parted",
        user=by,
        data={"into": into.name},
    )


def connect() -> None:
    """Keep a gemeente that pages are about."""
    pre_delete.connect(_refuse_while_pages_point_at_it, sender=Gemeente)


def _refuse_while_pages_point_at_it(instance: Gemeente, **_kwargs: object) -> None:
    # The key itself must cascade: a draft that still has the row of a gemeente that is gone cannot
    # be opened with a protected one.
    rows = list(PageGemeente.objects.filter(gemeente=instance).select_related("page"))
    if rows:
        raise ProtectedError(f"{instance} is what pages are about.", set(rows))


def _locked(*gemeenten: Gemeente) -> list[Gemeente]:
    pks = [one.pk for one in gemeenten]
    locks.lock(Gemeente.objects.filter(pk__in=pks))
    rows = Gemeente.objects.select_related("merged_into").in_bulk(pks)
    return [rows[pk] for pk in pks]


def _already(gemeente: Gemeente) -> str:
    return _("%(name)s hoort al bij %(into)s. Kies een gemeente die nu bestaat.") % {
        "name": gemeente.name,
        "into": gemeente.merged_into,
    }
