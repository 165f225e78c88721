"""The one base of every page, and a date of which not everything may be known."""

from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.locks import BaseLock, ScheduledForPublishLock
from wagtail.models import Page, Revision

from knowledge import addresses, closing
from knowledge.models.page_forms import MOMENTS, SENTENCE, WHAT, PageCopyForm, PageForm
from knowledge.models.passage import Passage
from knowledge.models.planned_lock import PlannedLock
from knowledge.text.naming import first_words, whole_words
from office.refusals import Refused
from office.registry import Registry


class PassageField(NamedTuple):
    """A StreamField whose content is addressable; `key` makes it a fixed section ("borging")."""

    name: str
    key: str = ""
    label: str = ""


class Stored(NamedTuple):
    """What the database holds of a page just before it is saved."""

    live: bool
    live_revision_id: int | None
    url_path: str
    title: str
    last_published_at: datetime | None

    def publishes(self, page: "SitePage") -> bool:
        """Return whether page is saved because a version of it goes online, again perhaps."""
        return page.live_revision_id is not None and (
            page.live_revision_id != self.live_revision_id
            or page.last_published_at != self.last_published_at
        )


class PageStep:
    """What the room above the models does around a page's life, in one transaction with it.

    Models are lowest and cannot call deeds: steps are registered when the apps are ready.
    """

    def before_revision(self, page: "SitePage") -> None:
        """Act before a revision is made of page."""

    def keeps(self, revision: Revision) -> bool:
        """Return whether revision stays as it is: a new one is made instead of overwriting it."""
        return False

    def after_revision(self, page: "SitePage", revision: Revision) -> None:
        """Act after a revision of page was made or overwritten, inside its transaction."""

    def before_save(self, page: "SitePage", stored: Stored | None) -> bool:
        """Act before page is saved in full; return False to leave its row as it is."""
        return True

    def after_save(self, page: "SitePage", stored: Stored | None) -> None:
        """Act after page was saved in full, inside its transaction."""

    def refusal(self, revision: Revision, user: Any) -> Refused | None:
        """Return why user may not publish revision, or None."""
        return None

    def publishing(self, page: "SitePage", revision: Revision, user: Any) -> AbstractContextManager:
        """Surround the publishing of a revision by user."""
        return nullcontext()


PAGE_STEPS: Registry[PageStep] = Registry("page step")


def why_not_published(revision: Revision, user: Any) -> Refused | None:
    """Return the first reason of any step why user may not publish revision, or None."""
    refusals = (step.refusal(revision, user) for step in PAGE_STEPS.values())
    return next((refusal for refusal in refusals if refusal), None)


ALIAS_COLUMNS = {"alias_of", "alias_of_id"}


class SitePage(Page):
    """Any page of the site: its steps, its passages, its keys and its address."""

    subtitle = models.CharField(_("ondertitel"), max_length=160, blank=True)
    also_known_as = models.CharField(
        _("ook bekend als"),
        max_length=255,
        blank=True,
        help_text=_("Andere namen, met komma's ertussen. Zoeken vindt de pagina er ook op."),
    )
    summary = models.TextField(
        _("samenvatting"),
        max_length=300,
        blank=True,
        help_text=_("Eén zin: wat heeft de lezer hieraan?"),
    )
    checked_on = models.DateField(
        _("gecontroleerd op"),
        null=True,
        blank=True,
        help_text=_("Wanneer keek de redactie dit voor het laatst na?"),
    )

    # Value of the facet `soort`; empty keeps pages of this type out of the search index.
    kind: ClassVar[str] = ""
    kind_label: ClassVar[str] = ""
    passage_fields: ClassVar[tuple[PassageField, ...]] = ()
    # The word of RESERVED_SLUGS that pages of this type may have as their slug.
    reserved_slug: ClassVar[str] = ""
    # Whether a card or a hit may show this page's date without a word beside it.
    date_says_when_it_was_said: ClassVar[bool] = True

    content_panels = [
        # In the form of a page that was public before: what its visitors read of the change.
        MultiFieldPanel(
            [FieldPanel(name, disable_comments=True) for name in (WHAT, SENTENCE)],
            heading=_("Wat is er veranderd?"),
        ),
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("summary"),
    ]
    promote_panels = [
        *Page.promote_panels,
        FieldPanel("also_known_as"),
        FieldPanel("checked_on"),
    ]

    base_form_class = PageForm
    copy_form_class = PageCopyForm

    class Meta:
        abstract = True

    @classmethod
    def can_exist_under(cls, parent):
        if not super().can_exist_under(parent):
            return False
        # One query for a row of Wagtail's own class.
        holder = parent.specific
        return not isinstance(holder, SitePage) or holder.takes(cls)

    def takes(self, model: type[Page]) -> bool:
        """Tell whether pages of this type may stand below this page, of those its type allows."""
        return True

    def what_it_takes(self) -> str:
        """Return which pages may stand below this page, as a Dutch sentence, or ""."""
        return ""

    def why_not_under(self, parent: Page) -> str | None:
        """Return why this page may not stand below parent, as a Dutch sentence, or None."""
        if self.can_exist_under(parent):
            return None
        sentence = _("“%(title)s” kan niet onder “%(parent)s” staan.")
        named = sentence % {"title": self.title, "parent": parent.title}
        holder = parent.specific
        return (
            f"{named} {holder.what_it_takes()}".strip() if isinstance(holder, SitePage) else named
        )

    @cached_property
    def passage_rows(self) -> list[Passage]:
        """This page's passages in every state with how each begins; one query serves a template."""
        if not self.pk or self.alias_of_id:
            return []
        rows = Passage.objects.filter(page_id=self.pk).in_order().with_beginning()
        return list(rows.only("key", "state", "label", "question", "successor"))

    @cached_property
    def passage_ids(self) -> dict[str, str]:
        """The ids of this page's live passages by key, for the addresses a template shows."""
        return {row.key: row.pk for row in self.passage_rows if row.state == Passage.State.LIVE}

    @cached_property
    def passage_words(self) -> dict[str, str]:
        """What each live passage is called by its id: its first words, on this page its own."""
        live = [row for row in self.passage_rows if row.state == Passage.State.LIVE]
        return first_words({row.pk: whole_words(row.beginning) or row.label for row in live})

    def get_view_restrictions(self):
        """Return the restrictions of this page and of those above it; an alias has its source's.

        So has a translation: each shows the same words.
        """
        return closing.restrictions_on(self.path)

    def get_lock(self) -> BaseLock | None:
        """Return what keeps it from being edited now; who cannot cancel a plan is told who can."""
        lock = super().get_lock()
        return PlannedLock(self) if isinstance(lock, ScheduledForPublishLock) else lock

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts is None:
            return None
        site_id, root_url, page_path = parts
        return site_id, root_url, addresses.elsewhere(self) or page_path

    def set_url_path(self, parent):
        if self._state.adding and parent is not None:
            # Its row is locked by now: it may have been moved or renamed since it was read.
            parent = Page.objects.get(pk=parent.pk)
        return super().set_url_path(parent)

    def clean(self):
        super().clean()
        self._check_address()

    def minimal_clean(self):
        try:
            super().minimal_clean()
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                raise
            # Of a title Wagtail does not say whose error it is, and wagtail-localize asks that.
            raise ValidationError({"title": error.error_list}) from None
        self._check_address()

    def save(self, clean=True, user=None, log_action=False, **kwargs):
        self._refuse_a_row_of_the_base()
        columns = kwargs.get("update_fields")
        if columns is not None and not ALIAS_COLUMNS & set(columns):
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        # The edit button, revision.publish() and wagtail-localize save outside any transaction.
        with transaction.atomic():
            stored = self._stored()
            if columns is None and not self._may_be_written(stored):
                return None
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            for step in PAGE_STEPS.values():
                step.after_save(self, stored)
        return result

    def delete(self, *args, **kwargs):
        self._refuse_a_row_of_the_base()
        # Treebeard counts the parent's children first: killed in between, the tree would be torn.
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def save_revision(self, user=None, *args, overwrite_revision=None, **kwargs):
        for step in PAGE_STEPS.values():
            step.before_revision(self)
        with transaction.atomic():
            over = overwrite_revision
            if over is not None:
                self._hold()
                # What else may not be overwritten, Wagtail refuses.
                own_latest = over.pk == self.latest_revision_id and over.user_id == (
                    user and user.pk
                )
                if own_latest and any(step.keeps(over) for step in PAGE_STEPS.values()):
                    over = None
            revision = super().save_revision(user, *args, overwrite_revision=over, **kwargs)
            for step in PAGE_STEPS.values():
                step.after_revision(self, revision)
            return revision

    def publish(self, revision, user=None, **kwargs):
        self._refuse_a_row_of_the_base()
        with transaction.atomic(), ExitStack() as around:
            self._hold()
            for step in PAGE_STEPS.values():
                around.enter_context(step.publishing(self, revision, user))
            return super().publish(revision, user=user, **kwargs)

    def update_aliases(self, **kwargs):
        # What waits for its time is not live: Wagtail would put the aliases online at once.
        if self.live:
            super().update_aliases(**kwargs)

    def copy_for_translation(self, locale, copy_parents=False, alias=False, exclude_fields=None):
        parent = self.get_parent()
        # Wagtail would make the parent a live alias: a Dutch page under /en/.
        if copy_parents and not parent.is_root() and not parent.has_translation(locale):
            raise Refused(
                _("Vertaal eerst de pagina hierboven: “%(title)s”.") % {"title": parent.title},
                back=addresses.desk_url(self.pk),
            )
        # The editor of a translation has no field to take a time away that has passed.
        now = timezone.now()
        over = [name for name in MOMENTS if (at := getattr(self, name)) and at < now]
        return super().copy_for_translation(
            locale,
            copy_parents=copy_parents,
            alias=alias,
            exclude_fields=[*(exclude_fields or ()), *over],
        )

    def _hold(self) -> None:
        """Lock this page's row until the commit, and read which version is its latest by now."""
        rows = Page.objects.filter(pk=self.pk).select_for_update(no_key=True)
        self.latest_revision_id = rows.values_list("latest_revision_id", flat=True).first()

    def _refuse_a_row_of_the_base(self) -> None:
        # It has no passage_fields: saved like this, every address of the page would answer 410.
        if type(self) is not self.specific_class or not self.is_creatable:
            raise TypeError(f"{self!r} is a row to read: write page.specific instead.")

    def _check_address(self) -> None:
        parent = self.get_parent()
        if parent is not None and addresses.is_reserved(
            f"{parent.url_path}{self.slug}/", own=self.reserved_slug
        ):
            raise ValidationError({"slug": addresses.REFUSAL})

    def _may_be_written(self, stored: Stored | None) -> bool:
        return all(step.before_save(self, stored) for step in PAGE_STEPS.values())

    def _stored(self) -> Stored | None:
        if self.pk is None:
            return None
        columns = ("live", "live_revision_id", "url_path", "title", "last_published_at")
        row = Page.objects.filter(pk=self.pk).values_list(*columns).first()
        return Stored(*row) if row else None


class DateAsKnown(models.Model):
    """A date of which day, month or year may be unknown; nothing is ever computed into it."""

    date_text = models.CharField(
        _("datum in woorden"),
        max_length=80,
        blank=True,
        help_text=_("Zoals de bron het zegt: “14 april”, “zo'n vijf jaar geleden”."),
    )
    date_year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    date_month = models.PositiveSmallIntegerField(_("maand"), null=True, blank=True)
    date_day = models.PositiveSmallIntegerField(_("dag"), null=True, blank=True)
    date_confirmed_by = models.CharField(_("datum bevestigd door"), max_length=120, blank=True)
    date_confirmed_at = models.DateField(_("datum bevestigd op"), null=True, blank=True)

    date_panels = [
        MultiFieldPanel(
            [
                FieldPanel("date_text"),
                FieldRowPanel(
                    [FieldPanel("date_day"), FieldPanel("date_month"), FieldPanel("date_year")]
                ),
                FieldRowPanel([FieldPanel("date_confirmed_by"), FieldPanel("date_confirmed_at")]),
            ],
            heading=_("Datum, voor zover bekend"),
        )
    ]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(date_day__isnull=True) | models.Q(date_month__isnull=False),
                name="%(class)s_no_day_without_month",
            ),
            models.CheckConstraint(
                condition=models.Q(date_month__isnull=True) | models.Q(date_month__range=(1, 12)),
                name="%(class)s_month_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(date_day__isnull=True) | models.Q(date_day__range=(1, 31)),
                name="%(class)s_day_exists",
            ),
        ]

    @property
    def date_sort(self) -> str:
        """What is known, as text that sorts: "2026-04-14", "--04-14" without a year, or ""."""
        if not (self.date_year or self.date_month):
            return ""
        year = f"{self.date_year:04d}" if self.date_year else "-"
        known = [year, *(f"{part:02d}" for part in (self.date_month, self.date_day) if part)]
        return "-".join(known)
