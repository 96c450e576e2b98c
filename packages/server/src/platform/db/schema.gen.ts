// Column types of every table, for Kysely. Written by `node tools/run.mjs schema` from db/migrations, never by hand.
// Names are camelCase here and snake_case in the database.
import type { ColumnType } from 'kysely';

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Json = ColumnType<unknown, string | object | number | boolean, string | object | number | boolean>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface ApprovalDocTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemId: string;
  docNo: string;
  docKey: string;
  authority: string;
  authorityLevel: string;
  approvedOn: string;
  approvedM2: number | null;
  purpose: Generated<string>;
  scanSha256: string | null;
  scanName: string | null;
  scanMime: string | null;
  geom: string | null;
  repaired: string | null;
  coverRatio: number | null;
  coveredM2: number | null;
  enteredBy: string;
  enteredByName: string;
  enteredAt: Timestamp;
  contributors: string[];
  review: string | null;
  reviewReason: string | null;
  reviewedBy: string | null;
  reviewedByName: string | null;
  reviewedAt: Timestamp | null;
  removedAt: Timestamp | null;
  removedBy: string | null;
  removedByName: string | null;
  removedReason: string | null;
}

export interface AttachmentTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  subjectKind: string;
  subjectId: string;
  kind: string;
  title: Generated<string>;
  fileName: string;
  sha256: string;
  size: number;
  mime: string;
  uploadedBy: string;
  uploadedByName: string;
  uploadedAt: Timestamp;
  removedAt: Timestamp | null;
  removedBy: string | null;
  removedReason: string | null;
}

export interface AuditEventTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  subjectKind: string;
  subjectId: string | null;
  action: string;
  actorId: string;
  actorName: string;
  actorRoles: string[];
  at: Timestamp;
  place: string | null;
  reason: string | null;
  changes: Generated<Json>;
}

export interface AuthAccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: Timestamp | null;
  refreshTokenExpiresAt: Timestamp | null;
  scope: string | null;
  password: string | null;
  createdAt: Generated<Timestamp>;
  updatedAt: Generated<Timestamp>;
}

export interface AuthRateLimitTable {
  id: string;
  key: string;
  count: number;
  lastRequest: number;
}

export interface AuthSessionTable {
  id: string;
  expiresAt: Timestamp;
  token: string;
  createdAt: Generated<Timestamp>;
  updatedAt: Generated<Timestamp>;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
}

export interface AuthTwoFactorTable {
  id: string;
  secret: string;
  backupCodes: string;
  userId: string;
  verified: Generated<boolean | null>;
  failedVerificationCount: Generated<number | null>;
  lockedUntil: Timestamp | null;
}

export interface AuthUserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: Generated<boolean>;
  image: string | null;
  createdAt: Generated<Timestamp>;
  updatedAt: Generated<Timestamp>;
  username: string | null;
  displayUsername: string | null;
  twoFactorEnabled: Generated<boolean | null>;
  countyCode: Generated<string>;
  scopeCode: Generated<string>;
  roles: Generated<string[]>;
  unit: string | null;
  phone: string | null;
  disabled: Generated<boolean>;
  mustChangePassword: Generated<boolean>;
  failedSignIns: Generated<number>;
  lockedUntil: Timestamp | null;
}

export interface AuthVerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Timestamp;
  createdAt: Generated<Timestamp>;
  updatedAt: Generated<Timestamp>;
}

export interface BlobTable {
  countyCode: string;
  sha256: string;
  size: number;
  mime: string;
  createdAt: Generated<Timestamp>;
}

export interface BoardSnapshotTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  listId: string | null;
  takenOn: string;
  data: Json;
  sha256: string;
  takenBy: string;
  takenAt: Timestamp;
}

export interface CalendarDayTable {
  countyCode: string;
  day: string;
  kind: string;
  sourceDoc: Generated<string>;
}

export interface CampaignTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  title: string;
  year: number;
  docNo: Generated<string>;
  startsOn: string | null;
  endsOn: string | null;
  responsibleUnits: Generated<string[]>;
  sourceScope: Generated<string[]>;
  attachments: Generated<Json>;
  closed: Generated<boolean>;
  rowVersion: Generated<number>;
  createdBy: string;
  createdAt: Generated<Timestamp>;
}

export interface ClueTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  batchId: string;
  clueNo: string;
  monitorNo: string | null;
  patchNo: string | null;
  channel: string;
  discoveryMethod: string;
  patchType: string | null;
  feature: string | null;
  imageDateBefore: string | null;
  imageDateAfter: string | null;
  monitorAreaM2: number | null;
  locationText: Generated<string>;
  remark: string | null;
  rawAttributes: Generated<Json>;
  point: string | null;
  geom: string | null;
  originalGeom: string | null;
  repaired: string | null;
  areaM2: Generated<number>;
  farmM2: number | null;
  pbfM2: number | null;
  ecoM2: number | null;
  overlayId: string | null;
  proposedVerdict: Json | null;
  type: string | null;
  state: string;
  stateSince: Timestamp;
  verdict: string | null;
  verdictSub: string | null;
  problemId: string | null;
  duplicateDecision: Json | null;
  leadUnit: string | null;
  assignedTo: string | null;
  assignedName: string | null;
  dueOn: string | null;
  dispatchRule: string | null;
  ongoing: Generated<boolean>;
  foundAt: Timestamp | null;
  reportedAt: Timestamp | null;
  noSignalS: Generated<number>;
  constructionStage: string | null;
  searchTerms: Generated<string[]>;
  rowVersion: Generated<number>;
  createdBy: string;
  createdAt: Generated<Timestamp>;
  updatedAt: Generated<Timestamp>;
}

export interface ClueBatchTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  batchNo: string;
  title: string;
  channel: string;
  discoveryMethod: string;
  docNo: Generated<string>;
  authority: Generated<string>;
  receivedOn: string;
  dueOn: string | null;
  campaignId: string | null;
  state: string;
  fileName: string | null;
  fileSha256: string | null;
  sourceCrs: string | null;
  encoding: string | null;
  mapping: Generated<Json>;
  report: Generated<Json>;
  clueCount: Generated<number>;
  rowVersion: Generated<number>;
  createdBy: string;
  createdByName: string;
  createdAt: Generated<Timestamp>;
  storedAt: Timestamp | null;
}

export interface ClueDraftTable {
  countyCode: string;
  batchId: string;
  id: string;
  divisionCode: string;
  rowNo: number;
  monitorNo: string | null;
  attributes: Generated<Json>;
  rawAttributes: Generated<Json>;
  issues: Generated<Json>;
  refused: Generated<boolean>;
  repaired: string | null;
  matches: Generated<Json>;
  decision: Json | null;
  areaM2: number | null;
  point: string | null;
  geom: string | null;
  originalGeom: string | null;
  needsDecision: Generated<boolean>;
  byHand: Generated<boolean>;
  rowVersion: Generated<number>;
}

export interface CounterTable {
  countyCode: string;
  series: string;
  value: number;
}

export interface CountyTable {
  code: string;
  name: string;
  demonstration: Generated<boolean>;
  setup: Generated<Json>;
  createdAt: Generated<Timestamp>;
}

export interface DivisionTable {
  code: string;
  name: string;
  level: string;
  parentCode: string | null;
  validFrom: Generated<string>;
  validTo: string | null;
  mergedInto: string | null;
  geom: string | null;
  labelPoint: string | null;
  boundarySource: string | null;
  boundaryName: string | null;
}

export interface EvidencePackTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemId: string;
  method: string;
  parts: Generated<Json>;
  recultivation: Json | null;
  penalty: Json | null;
  caseState: Generated<string>;
  caseNote: string | null;
  review: Json | null;
  contributors: Generated<string[]>;
  updatedBy: string;
  updatedByName: string;
  updatedAt: Timestamp;
  rowVersion: Generated<number>;
}

export interface ExtensionTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemId: string;
  reasonKind: string;
  reason: string;
  plan: string;
  evidence: Generated<Json>;
  fromDueOn: string;
  toDueOn: string;
  milestones: Generated<Json>;
  state: string;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Timestamp;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: Timestamp | null;
  decisionReason: string | null;
}

export interface GuardOverrideTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemId: string;
  round: number;
  guard: string;
  reason: string;
  docNo: Generated<string>;
  documentSha256: string | null;
  documentName: string | null;
  personId: string;
  personName: string;
  at: Timestamp;
}

export interface IdempotentActTable {
  countyCode: string;
  personId: string;
  key: string;
  route: string;
  requestSha256: string;
  status: number | null;
  answer: string | null;
  at: Timestamp;
}

export interface InspectionDrawTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  title: string;
  seed: string;
  algorithm: string;
  ratio: number;
  strata: string[];
  population: Json;
  populationSha256: string;
  dueOn: string;
  preparedAt: Timestamp;
  picked: Json | null;
  drawnBy: string;
  drawnByName: string;
  drawnAt: Timestamp | null;
}

export interface JobTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  kind: string;
  title: string;
  state: string;
  done: Generated<number>;
  total: number | null;
  message: Generated<string>;
  input: Generated<Json>;
  checkpoint: Generated<Json>;
  result: Json | null;
  error: Json | null;
  cancelRequested: Generated<boolean>;
  attempts: Generated<number>;
  createdBy: string;
  createdByName: string;
  createdAt: Generated<Timestamp>;
  startedAt: Timestamp | null;
  heartbeatAt: Timestamp | null;
  finishedAt: Timestamp | null;
}

export interface LayerFeatureTable {
  countyCode: string;
  id: string;
  layerVersionId: string;
  classCode: Generated<string>;
  netFactor: Generated<number>;
  label: Generated<string>;
  placeCode: Generated<string>;
  statedM2: number | null;
  areaM2: number;
  attrs: Generated<Json>;
  fid: number | null;
  surelyValid: Generated<boolean>;
  repaired: string | null;
  geom: string;
}

export interface LayerVersionTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  kind: string;
  year: number;
  title: string;
  sourceUnit: Generated<string>;
  secrecy: string;
  codeSystem: string | null;
  fileName: string;
  fileSha256: string;
  sourceCrs: string;
  encoding: string | null;
  mapping: Generated<Json>;
  state: string;
  featureCount: Generated<number>;
  refusedCount: Generated<number>;
  repairedCount: Generated<number>;
  areaM2: Generated<number>;
  report: Generated<Json>;
  bounds: string | null;
  jobId: string | null;
  importedBy: string;
  importedByName: string;
  importedAt: Generated<Timestamp>;
  activatedAt: Timestamp | null;
}

export interface LookBackTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemId: string;
  kind: string;
  dueOn: string;
  drawId: string | null;
  clueId: string | null;
  cause: string | null;
  state: string;
  result: string | null;
  note: string | null;
  visitedOn: string | null;
  visitorId: string | null;
  visitorName: string | null;
  recordedAt: Timestamp | null;
}

export interface MigrationTable {
  number: number;
  name: string;
  sha256: string;
  appliedAt: Generated<Timestamp>;
}

export interface MilestoneTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemId: string;
  step: string;
  name: string;
  plannedOn: string;
  actualOn: string | null;
  note: string | null;
  responsible: string | null;
  position: number;
  recordedBy: string | null;
  recordedByName: string | null;
  recordedAt: Timestamp | null;
}

export interface NoticeTable {
  countyCode: string;
  id: string;
  personId: string;
  kind: string;
  level: string;
  title: string;
  body: Generated<string>;
  link: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  dedupe: string;
  createdAt: Generated<Timestamp>;
  readAt: Timestamp | null;
}

export interface OverlaySnapshotTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  subjectKind: string;
  subjectId: string;
  method: string;
  layerVersions: Json;
  result: Json;
  repaired: string | null;
  runBy: string;
  runAt: Timestamp;
}

export interface PhotoTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  subjectKind: string;
  subjectId: string;
  problemId: string | null;
  kind: string;
  stage: string;
  viewpoint: string | null;
  caption: string | null;
  sha256: string;
  thumbnailSha256: string | null;
  viewSha256: string | null;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
  phash: string | null;
  phash1: number | null;
  phash2: number | null;
  phash3: number | null;
  phash4: number | null;
  takenAt: Timestamp | null;
  takenAtSource: string | null;
  receivedAt: Timestamp;
  clockOffsetS: number | null;
  lng: number | null;
  lat: number | null;
  accuracyM: number | null;
  altitudeM: number | null;
  bearingDeg: number | null;
  pitchDeg: number | null;
  positionSource: string | null;
  device: string | null;
  software: string | null;
  mocked: boolean | null;
  imported: Generated<boolean>;
  distanceM: number | null;
  exif: Generated<Json>;
  checks: Generated<Json>;
  review: string | null;
  reviewReason: string | null;
  reviewedBy: string | null;
  reviewedByName: string | null;
  reviewedAt: Timestamp | null;
  uploadedBy: string;
  uploadedByName: string;
}

export interface ProblemTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemNo: string;
  title: string;
  channel: string;
  discoveryMethod: string;
  sourceDocNo: string | null;
  sourceNo: string | null;
  sourceBatch: string | null;
  selfFound: Generated<boolean>;
  foundYear: number;
  builtYear: number | null;
  builtDatePrecision: string | null;
  stockOrNew: string | null;
  stockOrNewReason: string | null;
  type: string;
  nonAgri: Generated<boolean>;
  nonGrain: Generated<boolean>;
  locationText: Generated<string>;
  point: string | null;
  geom: string | null;
  originalGeom: string | null;
  repaired: string | null;
  areaM2: Generated<number>;
  farmM2: number | null;
  pbfM2: number | null;
  ecoM2: number | null;
  overlayId: string | null;
  areaOverride: Json | null;
  partyType: string | null;
  partyName: string | null;
  partyPhone: string | null;
  currentState: string | null;
  constructionStage: string | null;
  ongoing: Generated<boolean>;
  demolitionRequired: Generated<boolean>;
  verifyResult: string | null;
  verifiedBy: string | null;
  verifiedOn: string | null;
  rejectReason: string | null;
  category: string | null;
  rectifyMethod: string | null;
  measures: string | null;
  leadUnit: string;
  coUnits: Generated<string[]>;
  responsibleUnit: string | null;
  responsiblePersonId: string | null;
  responsiblePerson: string | null;
  leader: string | null;
  listId: string | null;
  listFormedOn: string | null;
  dueOn: string | null;
  originalDueOn: string | null;
  progressPct: Generated<number>;
  lastProgress: string | null;
  rectifiedM2: number | null;
  demolishedM2: number | null;
  recultivatedM2: number | null;
  legalisedM2: number | null;
  state: string;
  stateSince: Timestamp;
  suspendedFrom: string | null;
  suspensions: Generated<Json>;
  resumeOn: string | null;
  closedOn: string | null;
  reopenedOn: string | null;
  writtenOffOn: string | null;
  writtenOffBy: string | null;
  watchUntil: string | null;
  reboundOf: string | null;
  mergedInto: string | null;
  transferredTo: string | null;
  fakeFlag: Generated<boolean>;
  confidential: Generated<boolean>;
  campaignId: string | null;
  foundAt: Timestamp | null;
  reportedAt: Timestamp | null;
  stoppedAt: Timestamp | null;
  eliminatedAt: Timestamp | null;
  remark: string | null;
  searchTerms: Generated<string[]>;
  searchText: Generated<string>;
  rowVersion: Generated<number>;
  createdBy: string;
  createdAt: Generated<Timestamp>;
  updatedBy: string;
  updatedAt: Generated<Timestamp>;
}

export interface RectificationItemTable {
  countyCode: string;
  listId: string;
  problemId: string;
  divisionCode: string;
  itemNo: number;
  isNew: boolean;
  measures: Generated<string>;
  rectifyMethod: string | null;
  category: string | null;
  responsibleUnit: string | null;
  responsiblePersonId: string | null;
  responsiblePerson: string | null;
  leader: string | null;
  dueOn: string | null;
  clockVersion: number | null;
  listFormedOn: string | null;
  milestones: Generated<Json>;
  snapshot: Generated<Json>;
}

export interface RectificationListTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  listNo: string;
  title: string;
  year: number;
  versionNo: number;
  state: string;
  formedOn: string | null;
  approverId: string | null;
  approverName: string | null;
  frozenAt: Timestamp | null;
  snapshotSha256: string | null;
  campaignId: string | null;
  rowVersion: Generated<number>;
  createdBy: string;
  createdByName: string;
  createdAt: Generated<Timestamp>;
}

export interface RuleTable {
  countyCode: string;
  id: string;
  key: string;
  value: Json;
  validFrom: string;
  validTo: string | null;
  sourceDoc: Generated<string>;
  mark: string;
  status: string;
  createdBy: string;
  createdAt: Generated<Timestamp>;
}

export interface SavedViewTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  personId: string;
  list: string;
  name: string;
  definition: Json;
  shared: Generated<boolean>;
  position: Generated<number>;
  createdAt: Generated<Timestamp>;
}

export interface SelfCheckTable {
  countyCode: string;
  id: string;
  divisionCode: string;
}

export interface SiteCheckTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  checkNo: string;
  title: string;
  siteUse: string;
  applicant: Generated<string>;
  note: Generated<string>;
  state: Generated<string>;
  chosenOptionId: string | null;
  opinion: Generated<string>;
  pbfReason: Generated<string>;
  pbfReplacement: Generated<string>;
  moreReason: Generated<string>;
  concludedBy: string | null;
  concludedByName: string | null;
  concludedAt: Timestamp | null;
  createdBy: string;
  createdByName: string;
  createdAt: Timestamp;
  rowVersion: Generated<number>;
}

export interface SiteOptionTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  siteCheckId: string;
  label: string;
  note: Generated<string>;
  source: string;
  fileName: string | null;
  geom: string;
  repaired: string | null;
  result: Json;
  layerVersions: Json;
  method: string;
  runAt: Timestamp;
  createdBy: string;
  createdByName: string;
  createdAt: Timestamp;
}

export interface StopMeasureTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  subjectKind: string;
  subjectId: string;
  kind: string;
  takenAt: Timestamp;
  content: Generated<string>;
  lawBasis: Generated<string>;
  partyPresent: boolean | null;
  recheckDueOn: string | null;
  recheckResult: string | null;
  recheckedAt: Timestamp | null;
  recheckedBy: string | null;
  recheckedByName: string | null;
  escalatedAt: Timestamp | null;
  note: Generated<string>;
  recordedBy: string;
  recordedByName: string;
  recordedAt: Timestamp;
}

export interface TaskTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  kind: string;
  title: string;
  instructions: Generated<string>;
  subjectKind: string;
  subjectId: string;
  assignedTo: string | null;
  assignedName: string | null;
  assignedRole: string | null;
  dueOn: string | null;
  state: string;
  returnedReason: string | null;
  result: Json | null;
  createdBy: string;
  createdAt: Generated<Timestamp>;
  doneAt: Timestamp | null;
  doneBy: string | null;
}

export interface UploadTable {
  countyCode: string;
  id: string;
  sha256: string;
  fileName: string;
  size: number;
  purpose: string;
  createdBy: string;
  createdAt: Generated<Timestamp>;
}

export interface VerificationTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  clueId: string;
  operationId: string;
  verdict: string | null;
  verdictSub: string | null;
  answers: Generated<Json>;
  checklist: Generated<Json>;
  amendments: Generated<Json>;
  description: Generated<string>;
  onGround: string | null;
  constructionStage: string | null;
  ongoing: Generated<boolean>;
  partyType: string | null;
  partyName: string | null;
  partyPhone: string | null;
  type: string | null;
  builtYear: number | null;
  reportedBy: string;
  reportedByName: string;
  reportedAt: Timestamp;
  review: string | null;
  reviewReason: string | null;
  reviewedBy: string | null;
  reviewedByName: string | null;
  reviewedAt: Timestamp | null;
}

export interface WriteOffTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  problemId: string;
  round: Generated<number>;
  writeOffNo: string;
  state: string;
  applyUnit: string;
  applicantId: string;
  applicantName: string;
  appliedOn: string;
  statement: Generated<string>;
  facts: Generated<Json>;
  lookBackPlan: Generated<Json>;
  publicity: Json | null;
  returnedReason: string | null;
  decidedAt: Timestamp | null;
  rowVersion: Generated<number>;
}

export interface WriteOffOpinionTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  writeOffId: string;
  step: string;
  agree: boolean;
  opinion: string;
  siteCheckedOn: string | null;
  lng: number | null;
  lat: number | null;
  personId: string;
  personName: string;
  personRoles: string[];
  at: Timestamp;
}

export interface Database {
  approvalDoc: ApprovalDocTable;
  attachment: AttachmentTable;
  auditEvent: AuditEventTable;
  authAccount: AuthAccountTable;
  authRateLimit: AuthRateLimitTable;
  authSession: AuthSessionTable;
  authTwoFactor: AuthTwoFactorTable;
  authUser: AuthUserTable;
  authVerification: AuthVerificationTable;
  blob: BlobTable;
  boardSnapshot: BoardSnapshotTable;
  calendarDay: CalendarDayTable;
  campaign: CampaignTable;
  clue: ClueTable;
  clueBatch: ClueBatchTable;
  clueDraft: ClueDraftTable;
  counter: CounterTable;
  county: CountyTable;
  division: DivisionTable;
  evidencePack: EvidencePackTable;
  extension: ExtensionTable;
  guardOverride: GuardOverrideTable;
  idempotentAct: IdempotentActTable;
  inspectionDraw: InspectionDrawTable;
  job: JobTable;
  layerFeature: LayerFeatureTable;
  layerVersion: LayerVersionTable;
  lookBack: LookBackTable;
  migration: MigrationTable;
  milestone: MilestoneTable;
  notice: NoticeTable;
  overlaySnapshot: OverlaySnapshotTable;
  photo: PhotoTable;
  problem: ProblemTable;
  rectificationItem: RectificationItemTable;
  rectificationList: RectificationListTable;
  rule: RuleTable;
  savedView: SavedViewTable;
  selfCheck: SelfCheckTable;
  siteCheck: SiteCheckTable;
  siteOption: SiteOptionTable;
  stopMeasure: StopMeasureTable;
  task: TaskTable;
  upload: UploadTable;
  verification: VerificationTable;
  writeOff: WriteOffTable;
  writeOffOpinion: WriteOffOpinionTable;
}
