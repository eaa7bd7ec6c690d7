"""One class for each type of content: from the model to the document, with its queries beside it.

A new page type is added to `DOCUMENTS`, or to `NOT_SEARCHED` with the reason; a system check
(`search.checks`) holds it.
"""

from search.documents.dated import AidDocument, EventDocument
from search.documents.experiences import ExperienceDocument
from search.documents.obligations import ObligationRecords
from search.documents.pages import PageDocument
from search.documents.publications import (
    ContentDocument,
    DossierDocument,
    NewsDocument,
    PillarDocument,
    ResourceDocument,
    ThemeDocument,
)
from search.documents.record import Record
from search.documents.shared import SharedRecords
from search.documents.topics import TopicDocument

__all__ = [
    "DOCUMENTS",
    "NOT_SEARCHED",
    "ObligationRecords",
    "PageDocument",
    "Record",
    "SharedRecords",
    "TopicDocument",
]

# By the label of the page type.
DOCUMENTS: dict[str, type[PageDocument]] = {
    document.model._meta.label: document
    for document in (
        ExperienceDocument,
        DossierDocument,
        ResourceDocument,
        NewsDocument,
        AidDocument,
        EventDocument,
        ThemeDocument,
        PillarDocument,
        ContentDocument,
    )
}
# The reason, for whoever wonders.
NOT_SEARCHED: dict[str, str] = {
    "home.HomePage": "it lists what is searched, and every page leads to it",
    "search.CataloguePage": "it is a search itself",
    "forum.Forum": "it lists topics",
    "forum_conversation.Post": "its text is in the document of its topic",
    "forum_attachments.Attachment": "it belongs to a post",
    "forum_polls.TopicPoll": "what it asks is in the document of its topic",
    "forum_polls.TopicPollOption": "as its poll",
    "forum_polls.TopicPollVote": "a number beside an option",
    "community.FormerVersion": "for the author of a post and the moderators alone",
    "community.Vote": "a number beside a post",
    "community.Report": "for the moderators alone",
    "community.Decision": "for the moderators alone",
    "community.BlockedDomain": "for the moderators alone",
    "community.Citation": "as its post",
    "community.Mailing": "a member's own choice",
    "community.FollowedTerritory": "a member's own choice",
    "community.Appeal": "for its author and the moderators alone",
    "community.FormerTopic": "an address that leads to a topic",
    "community.Routing": "a number on the page of a topic",
    "community.Notice": "what a member is still to be told",
    "library.Version": "its text is in the document of what it is a version of",
    "library.Reuse": "for the readers of a document, who find it by its own words",
}
