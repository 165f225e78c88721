"""Which rows a public page may show: a change of these makes every process render again.

Pages are heard without being named, so that a new kind needs no line here. Every other model stands
in exactly one of the two lists, and a test says which one was forgotten. In doubt it belongs to
HEARD: that costs a rendering. A model in SILENT that a page does show makes that page up to a
minute late.
"""

HEARD = """
contenttypes.ContentType
events.Meeting
events.MeetingOpgave
events.MeetingQuestion
events.MeetingReading
events.MeetingSpeaker
events.MeetingText
events.ProgrammeItem
events.Seats
events.Series
events.SeriesText
knowledge.Answer
knowledge.AnswerPassage
knowledge.Asker
knowledge.Chapter
knowledge.ContactPerson
knowledge.Cue
knowledge.Gemeente
knowledge.Organisation
knowledge.PageAudience
knowledge.PageChange
knowledge.PageGemeente
knowledge.PageOpgave
knowledge.PageSpeaker
knowledge.Passage
knowledge.Person
knowledge.Province
knowledge.Question
knowledge.QuestionEvent
knowledge.Recording
knowledge.RecordingSpeaker
knowledge.Rendition
knowledge.SiteDocument
knowledge.SiteImage
knowledge.StartingPoint
knowledge.Term
knowledge.Transcript
office.SiteSettings
recurrence.Date
recurrence.Param
recurrence.Recurrence
recurrence.Rule
taggit.Tag
taggit.TaggedItem
wagtailcore.Collection
wagtailcore.CollectionViewRestriction
wagtailcore.CollectionViewRestriction_groups
wagtailcore.Locale
wagtailcore.Page
wagtailcore.PageViewRestriction
wagtailcore.PageViewRestriction_groups
wagtailcore.Site
wagtaildocs.Document
wagtailembeds.Embed
wagtailimages.Image
wagtailimages.Rendition
wagtailredirects.Redirect
""".split()

# No public page shows these rows: who works here, what waits, what was logged, what is a draft.
SILENT = """
auth.Group
auth.Group_permissions
auth.Permission
django_tasks_database.DBTaskResult
events.Registration
events.Repeat
knowledge.ContactRequest
knowledge.FourEyesTask
knowledge.FourEyesTask_groups
knowledge.RemovedRun
knowledge.Translator
knowledge.VersionNote
office.Counted
office.Fault
office.KeptUpload
office.LoopRun
office.Mail
office.PageGeneration
office.Remark
office.User
office.User_groups
office.User_user_permissions
search.IndexChange
search.IndexCounter
sessions.Session
wagtail_localize.LocaleSynchronization
wagtail_localize.OverridableSegment
wagtail_localize.RelatedObjectSegment
wagtail_localize.SegmentOverride
wagtail_localize.String
wagtail_localize.StringSegment
wagtail_localize.StringTranslation
wagtail_localize.Template
wagtail_localize.TemplateSegment
wagtail_localize.TranslatableObject
wagtail_localize.Translation
wagtail_localize.TranslationContext
wagtail_localize.TranslationLog
wagtail_localize.TranslationSource
wagtailadmin.Admin
wagtailadmin.EditingSession
wagtailadmin.FormState
wagtailcore.APIToken
wagtailcore.Comment
wagtailcore.CommentReply
wagtailcore.GroupApprovalTask
wagtailcore.GroupApprovalTask_groups
wagtailcore.GroupCollectionPermission
wagtailcore.GroupPagePermission
wagtailcore.GroupSitePermission
wagtailcore.ModelLogEntry
wagtailcore.PageLogEntry
wagtailcore.PageSubscription
wagtailcore.ReferenceIndex
wagtailcore.Revision
wagtailcore.Task
wagtailcore.TaskState
wagtailcore.UploadedFile
wagtailcore.Workflow
wagtailcore.WorkflowContentType
wagtailcore.WorkflowPage
wagtailcore.WorkflowState
wagtailcore.WorkflowTask
wagtailsearch.IndexEntry
wagtailsearch.SQLiteFTSIndexEntry
wagtailusers.UserProfile
""".split()

# Heard, but for an UPDATE of nothing else than these fields.
SILENT_FIELDS = {
    # Who registers changes no page at once: a page that shows seats left is kept for a second.
    "events.Seats": ["taken"],
    # The save of a draft.
    "wagtailcore.Page": [
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
    ],
}
