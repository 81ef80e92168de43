"""All records under one roof, in the order of the flow, for Django and for the acts."""

from mingjian.records.account import Account
from mingjian.records.agency import Agency
from mingjian.records.answerrow import AnswerRow, RowFate
from mingjian.records.apireply import ApiReply
from mingjian.records.app import App
from mingjian.records.attempts import Attempts
from mingjian.records.boardcount import BoardChange, BoardCount
from mingjian.records.bulkreturn import BulkReturn, ReturnState
from mingjian.records.bulkreturnfold import BulkReturnFold
from mingjian.records.bulkreturnsample import BulkReturnSample, SampleResult
from mingjian.records.bulletin import Bulletin, BulletinState
from mingjian.records.capture import Capture
from mingjian.records.capturedview import CapturedView
from mingjian.records.case import NEVER, Case
from mingjian.records.caseevidence import CaseEvidence
from mingjian.records.casefile import CaseFile
from mingjian.records.casehold import CaseHold
from mingjian.records.caseimport import CaseImport, CaseImportState
from mingjian.records.caselead import CaseLead
from mingjian.records.caseperson import CasePerson, PersonRole
from mingjian.records.clock import ClockShift
from mingjian.records.cosigning import Cosigning
from mingjian.records.deputation import Deputation
from mingjian.records.destruction import Destruction, DestructionState
from mingjian.records.detectionmodel import DetectionModel
from mingjian.records.document import Document, DocumentState
from mingjian.records.documentreceipt import DocumentReceipt
from mingjian.records.domain import Domain
from mingjian.records.event import Event
from mingjian.records.evidencerecord import EvidenceRecord, RecordState
from mingjian.records.executortoken import ExecutorToken
from mingjian.records.filing import Filing, FilingState
from mingjian.records.finding import Finding, FindingOrigin, FindingState
from mingjian.records.handover import Handover, HandoverState
from mingjian.records.hostpace import HostPace
from mingjian.records.keyrotation import KeyRotation, RotationState
from mingjian.records.lead import Lead, LeadState
from mingjian.records.leadsource import LeadSource, SourceKind
from mingjian.records.legalhold import LegalHold
from mingjian.records.measure import Measure, MeasureState
from mingjian.records.measurecheck import MeasureCheck
from mingjian.records.measureevidence import MeasureEvidence
from mingjian.records.measurenotice import MeasureNotice
from mingjian.records.measuretarget import MeasureTarget, TargetKind
from mingjian.records.modelswitch import ModelSwitch, SwitchState
from mingjian.records.numberseries import NumberSeries
from mingjian.records.objection import Objection, ObjectionState
from mingjian.records.objectionfile import ObjectionFile
from mingjian.records.officertoken import OfficerToken
from mingjian.records.onlineservice import OnlineService, ServiceKind, ServiceState
from mingjian.records.operationlink import LinkState, OperationLink
from mingjian.records.order import Order, OrderAct, OrderState
from mingjian.records.orderanswer import OrderAnswer
from mingjian.records.orderitem import ItemResult, OrderItem
from mingjian.records.outcome import Outcome, OutcomeResult
from mingjian.records.party import Party, PartyRole
from mingjian.records.partycode import PartyCode
from mingjian.records.partyfile import PartyFile
from mingjian.records.patrolplan import PatrolPlan
from mingjian.records.patrolrun import PatrolRun, RunState
from mingjian.records.platformaccount import AccountState, PlatformAccount
from mingjian.records.publication import Publication, PublicationState
from mingjian.records.recheck import Recheck
from mingjian.records.registration import Registration
from mingjian.records.registryimport import ImportState, RegistryImport
from mingjian.records.reminder import Reminder, ReminderStep
from mingjian.records.report import Report, ReportState
from mingjian.records.returnlink import ReturnLink
from mingjian.records.seal import Seal
from mingjian.records.sealedleaf import SealedLeaf
from mingjian.records.step import Step
from mingjian.records.stepcorrection import CorrectionState, StepCorrection
from mingjian.records.storelisting import ListingState, StoreListing
from mingjian.records.subject import Subject, SubjectKind
from mingjian.records.trace import Trace
from mingjian.records.unit import Level, Unit
from mingjian.records.visit import Visit, VisitState

__all__ = [
    "NEVER",
    "Account",
    "AccountState",
    "Agency",
    "AnswerRow",
    "ApiReply",
    "App",
    "Attempts",
    "BoardChange",
    "BoardCount",
    "BulkReturn",
    "BulkReturnFold",
    "BulkReturnSample",
    "Bulletin",
    "BulletinState",
    "Capture",
    "CapturedView",
    "Case",
    "CaseEvidence",
    "CaseFile",
    "CaseHold",
    "CaseImport",
    "CaseImportState",
    "CaseLead",
    "CasePerson",
    "ClockShift",
    "CorrectionState",
    "Cosigning",
    "Deputation",
    "Destruction",
    "DestructionState",
    "DetectionModel",
    "Document",
    "DocumentReceipt",
    "DocumentState",
    "Domain",
    "Event",
    "EvidenceRecord",
    "ExecutorToken",
    "Filing",
    "FilingState",
    "Finding",
    "FindingOrigin",
    "FindingState",
    "Handover",
    "HandoverState",
    "HostPace",
    "ImportState",
    "ItemResult",
    "KeyRotation",
    "Lead",
    "LeadSource",
    "LeadState",
    "LegalHold",
    "Level",
    "LinkState",
    "ListingState",
    "Measure",
    "MeasureCheck",
    "MeasureEvidence",
    "MeasureNotice",
    "MeasureState",
    "MeasureTarget",
    "ModelSwitch",
    "NumberSeries",
    "Objection",
    "ObjectionFile",
    "ObjectionState",
    "OfficerToken",
    "OnlineService",
    "OperationLink",
    "Order",
    "OrderAct",
    "OrderAnswer",
    "OrderItem",
    "OrderState",
    "Outcome",
    "OutcomeResult",
    "Party",
    "PartyCode",
    "PartyFile",
    "PartyRole",
    "PatrolPlan",
    "PatrolRun",
    "PersonRole",
    "PlatformAccount",
    "Publication",
    "PublicationState",
    "Recheck",
    "RecordState",
    "Registration",
    "RegistryImport",
    "Reminder",
    "ReminderStep",
    "Report",
    "ReportState",
    "ReturnLink",
    "ReturnState",
    "RotationState",
    "RowFate",
    "RunState",
    "SampleResult",
    "Seal",
    "SealedLeaf",
    "ServiceKind",
    "ServiceState",
    "SourceKind",
    "Step",
    "StepCorrection",
    "StoreListing",
    "Subject",
    "SubjectKind",
    "SwitchState",
    "TargetKind",
    "Trace",
    "Unit",
    "Visit",
    "VisitState",
]
