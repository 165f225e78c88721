"""What is heard of the database, and when the generation rises."""

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from django.db.backends.signals import connection_created

from office import page_changes
from office.models import Mail, PageGeneration, SiteSettings
from tests.threads import in_thread

committing = pytest.mark.django_db(transaction=True)


def generation() -> int | None:
    return PageGeneration.objects.values_list("value", flat=True).first()


@pytest.fixture
def value() -> int:
    page_changes.raise_generation()
    return generation()


def change() -> None:
    """Change a row that pages show."""
    SiteSettings.objects.update(phone="0543 123")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "SELECT 1;",
        "SELECT /* why */ 1",
        'SELECT REPLACE("a", %s, %s) AS "pinto" FROM "office_sitesettings"',
        "WITH x AS (SELECT id FROM b FOR NO KEY UPDATE) SELECT * FROM x",
        'SELECT "office_sitesettings"."id" FROM "office_sitesettings" FOR UPDATE',
        "WITH RECURSIVE x AS (SELECT 1) SELECT * FROM x",
        'SAVEPOINT "s1"',
        'INSERT INTO "office_mail" ("kind") VALUES (%s)',
        'INSERT OR IGNORE INTO "office_mail" ("kind") VALUES (%s)',
        'INSERT INTO "django_session" ("a") VALUES (%s) ON CONFLICT ("a") DO UPDATE SET "b" = 1',
        'UPDATE "office_mail" SET "a" = 1 WHERE id IN (SELECT id FROM b FOR UPDATE SKIP LOCKED)',
        "delete from office_mail",
        'UPDATE "office_pagegeneration" SET "value" = %s',
        'UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = 2 WHERE "id" = 1',
        'UPDATE "events_seats" SET "taken" = ("events_seats"."taken" + 1) WHERE "id" = 1',
    ],
)
def test_statement_is_silent_when_no_page_shows_what_it_writes(sql):
    assert page_changes.is_silent(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "office_sitesettings" ("phone") VALUES (%s)',
        'INSERT INTO "public"."office_sitesettings" SELECT * FROM "office_mail"',
        "update knowledge_cue set text = %s",
        'DELETE FROM ONLY "knowledge_cue"',
        'DELETE FROM "office_mail";DELETE FROM "knowledge_cue"',
        'SELECT 1; DELETE FROM "knowledge_cue"',
        "WITH x AS (DELETE FROM knowledge_cue RETURNING id) SELECT id FROM x",
        'UPDATE "wagtailcore_page" SET "draft_title" = %s, "live" = %s WHERE "id" = 1',
        'UPDATE "wagtailcore_page" SET ("draft_title", "title") = (%s, %s) WHERE "id" = 1',
        'UPDATE "wagtailcore_page" SET "draft_title" = %s',
        "UPDATE wagtailcore_page SET path = %s WHERE path = %s",
        'UPDATE "events_seats" SET "taken" = 0, "capacity" = 9 WHERE "id" = 1',
        'INSERT INTO "events_seats" ("capacity") VALUES (9)',
        'INSERT INTO "a_table_that_nobody_knows" VALUES (1)',
        "SELECT * INTO knowledge_copy FROM office_mail",
        "SELECT 1; TRUNCATE knowledge_cue",
        "BEGIN; TRUNCATE knowledge_cue; COMMIT",
        "DELETE FROM office_mail; TRUNCATE knowledge_cue",
        "WITH x AS (SELECT 1) SELECT * INTO knowledge_copy FROM x",
        "WITH x AS (SELECT 1) INSERT INTO/**/knowledge_cue SELECT * FROM x",
        "WITH x AS (SELECT 1) UPDATE/**/knowledge_cue SET a = 1",
        "WITH x AS (SELECT 1) DELETE /* all */ FROM knowledge_cue",
        "WITH x AS (SELECT 1) MERGE INTO knowledge_cue USING x ON true WHEN MATCHED THEN DELETE",
        "WITH x AS (DELETE FROM office_mail RETURNING id) SELECT * INTO knowledge_copy FROM x",
        "WITH x AS (DELETE FROM office_mail RETURNING id) DELETE /**/ FROM knowledge_cue",
        'UPDATE "wagtailcore_page" SET "draft_title" = 1, "live" /* = */ = true WHERE "id" = 1',
        'UPDATE "wagtailcore_page" SET "draft_title" = 1 /* WHERE */, "live" = true',
        'UPDATE wagtailcore_page SET draft_title = 1, "live" -- draft_title\n= true WHERE id = 1',
        'UPDATE "wagtailcore_page" SET "draft_title" = 1, --\n"live" -- =\n= true WHERE "id" = 1',
        "UPDATE wagtailcore_page SET draft_title = ' WHERE ', live = true",
        "UPDATE wagtailcore_page SET draft_title = $$ WHERE $$, live = true",
        "UPDATE wagtailcore_page SET draft_title = 1, path[1] = 2 WHERE id = 1",
        'UPDATE wagtailcore_page SET "not-draft_title" = 1 WHERE id = 1',
        'DELETE FROM "office_mail of somebody"',
        "DELETE FROM office_mail$2",
        "DELETE FROM a.office_mail.b",
        "DO $$ BEGIN DELETE FROM office_mail; END $$",
        "CREATE TRIGGER a AFTER INSERT ON b BEGIN DELETE FROM office_mail; END",
        "MERGE INTO office_mail USING b ON true WHEN MATCHED THEN DELETE",
        "CALL forget()",
        "TRUNCATE office_mail",
        "COPY office_mail FROM STDIN",
        "",
    ],
)
def test_statement_is_heard_when_a_page_may_show_it_or_when_it_is_not_understood(sql):
    assert not page_changes.is_silent(sql)


def test_table_of_counters_is_silent_when_the_cache_is_in_the_database(settings):
    sql = 'INSERT INTO "counters" ("cache_key") VALUES (%s)'
    assert not page_changes.is_silent(sql)
    database = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "counters"}
    settings.CACHES = {**settings.CACHES, "default": database}
    assert page_changes.is_silent(sql)


@committing
@pytest.mark.parametrize(
    "write",
    [
        pytest.param(change, id="update"),
        pytest.param(lambda: SiteSettings.objects.all().delete(), id="delete"),
        pytest.param(
            lambda: connection.cursor().execute("UPDATE office_sitesettings SET phone = ''"),
            id="raw SQL",
        ),
        pytest.param(lambda: call_command("createcachetable", "counters"), id="an unknown table"),
    ],
)
def test_generation_rises_by_one_when_a_statement_commits_by_itself(value, write):
    write()
    assert generation() == value + 1


@committing
def test_generation_rises_when_a_row_is_made_by_itself(value):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.objects.create(old_path="/oud", redirect_link="/nieuw")
    Redirect.objects.bulk_create([Redirect(old_path="/ouder", redirect_link="/nieuw")])
    assert generation() == value + 2
    assert Redirect.objects.count() == 2


@committing
def test_generation_rises_once_when_a_transaction_writes_much(value):
    with transaction.atomic():
        change()
        with transaction.atomic():
            change()
        change()
        assert generation() == value
    assert generation() == value + 1


@committing
def test_generation_stays_when_the_transaction_is_undone(value):
    with transaction.atomic():
        change()
        transaction.set_rollback(True)
    assert generation() == value


@committing
def test_generation_stays_when_the_savepoint_of_the_change_was_undone(value):
    with transaction.atomic(), transaction.atomic():
        change()
        transaction.set_rollback(True)
    assert generation() == value


@committing
def test_generation_rises_when_only_a_savepoint_before_the_change_was_undone(value):
    with transaction.atomic():
        with transaction.atomic():
            change()
            transaction.set_rollback(True)
        change()
    assert generation() == value + 1


def fail() -> None:
    raise ZeroDivisionError


@committing
def test_generation_rises_when_what_else_was_to_be_done_after_the_commit_fails(value):
    def change_and_fail() -> None:
        with transaction.atomic():
            transaction.on_commit(fail)
            change()

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert generation() == value + 1


@committing
def test_what_else_is_to_be_done_after_the_commit_is_done_when_the_signal_fails(value, monkeypatch):
    done = []
    monkeypatch.setattr(page_changes, "raise_generation", fail)
    with transaction.atomic():
        change()
        transaction.on_commit(lambda: done.append("mail"))
    change()
    assert done == ["mail"]


@committing
def test_generation_rises_after_a_commit_by_hand(value):
    transaction.set_autocommit(False)
    try:
        change()
        assert generation() == value
        transaction.commit()
    finally:
        transaction.set_autocommit(True)
    assert generation() == value + 1


@committing
def test_generation_stays_after_a_rollback_by_hand(value):
    transaction.set_autocommit(False)
    try:
        change()
        transaction.rollback()
    finally:
        transaction.set_autocommit(True)
    assert generation() == value


@committing
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_change_stands_when_the_row_cannot_be_written(value, monkeypatch, caplog, error):
    def break_down(*_args: object) -> None:
        raise error("The connection is gone.")

    SiteSettings.objects.create(site_id=1)
    monkeypatch.setattr(page_changes, "_raise", break_down)
    monkeypatch.setattr(connection.introspection, "table_names", break_down)
    change()
    assert SiteSettings.objects.get().phone == "0543 123"
    assert "they live out their minute" in caplog.text


@committing
def test_generation_stays_when_no_page_shows_what_was_written(value):
    with transaction.atomic():
        Mail.objects.create(kind="x", message_id="x")
    Mail.objects.update(state="failed")
    assert generation() == value


@committing
def test_generation_rises_when_another_thread_writes(value):
    failures: list[BaseException] = []
    in_thread(change, failures).join()
    assert (failures, generation()) == ([], value + 1)


@committing
def test_generation_rises_when_the_connection_was_made_inside_another_listener(value):
    connection.close()
    connection.execute_wrappers.clear()

    def other(execute, *rest):
        return execute(*rest)

    with connection.execute_wrapper(other):
        connection.ensure_connection()
    change()
    assert generation() == value + 1


@committing
def test_generation_stays_when_nobody_listens(value):
    # The negative control of every test above.
    connection.close()
    connection.execute_wrappers.clear()
    connection_created.disconnect(page_changes._hear_connection)
    try:
        change()
    finally:
        connection_created.connect(page_changes._hear_connection)
        connection.close()
    assert generation() == value


def test_no_other_database_is_heard():
    other = connections.create_connection("default")
    other.alias = "other"
    page_changes._hear_connection(other)
    assert other.execute_wrappers == []


@committing
def test_row_is_made_again_with_another_value_when_it_is_missing(value):
    PageGeneration.objects.update(value=7)
    PageGeneration.objects.all().delete()
    change()
    assert generation() > 1_700_000_000


@committing
def test_change_stands_and_nothing_is_logged_when_there_is_no_table_yet(monkeypatch, caplog):
    with connection.schema_editor() as editor:
        editor.alter_db_table(PageGeneration, "office_pagegeneration", "elsewhere")
    try:
        change()
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(PageGeneration, "elsewhere", "office_pagegeneration")
    assert caplog.records == []
    assert SiteSettings.objects.filter(phone="").count() == 0


@pytest.mark.postgres
@committing
def test_publisher_goes_on_when_somebody_holds_the_row(caplog, monkeypatch):
    monkeypatch.setattr(page_changes, "PATIENCE", "50ms")
    SiteSettings.objects.create(site_id=1)
    value = generation()
    failures: list[BaseException] = []
    with transaction.atomic():
        PageGeneration.objects.select_for_update().get()
        in_thread(change, failures).join(timeout=20)
    assert (failures, generation()) == ([], value)
    assert SiteSettings.objects.get().phone == "0543 123"
    assert "they live out their minute" in caplog.text


@pytest.mark.django_db
def test_row_is_there_when_the_database_is_migrated():
    assert generation() is not None
