"""The tables of moderation, by what they are about."""

from colonnade.moderation.models.appeals import Appeal, Statement
from colonnade.moderation.models.cases import Case, Report
from colonnade.moderation.models.decisions import Decision, Refused
from colonnade.moderation.models.desk import Claim, DeskLink, Note, SavedFilter
from colonnade.moderation.models.gates import GateChoices, Hold, ListEntry, Print, Raid, WordList
from colonnade.moderation.models.log import LogEntry, LogHead
from colonnade.moderation.models.once import ActKey
from colonnade.moderation.models.orders import Access, LawDuty, Order, Sealed
from colonnade.moderation.models.outside import JudgeLink
from colonnade.moderation.models.policies import PolicyText, PolicyVersion
from colonnade.moderation.models.standing import Measure, Standing, StandingChoices
from colonnade.moderation.models.traces import Trace
from colonnade.moderation.models.triage import Lesson, Score, TriageChoices

__all__ = [
    "Access",
    "ActKey",
    "Appeal",
    "Case",
    "Claim",
    "Decision",
    "DeskLink",
    "GateChoices",
    "Hold",
    "JudgeLink",
    "LawDuty",
    "Lesson",
    "ListEntry",
    "LogEntry",
    "LogHead",
    "Measure",
    "Note",
    "Order",
    "PolicyText",
    "PolicyVersion",
    "Print",
    "Raid",
    "Refused",
    "Report",
    "SavedFilter",
    "Score",
    "Sealed",
    "Standing",
    "StandingChoices",
    "Statement",
    "Trace",
    "TriageChoices",
    "WordList",
]
