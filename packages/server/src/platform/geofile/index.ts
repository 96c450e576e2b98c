export { type Assessment, assessDataset, assessLayer, type DatasetAssessment } from './assess.ts';
export { crsLabel, obsoleteDatum } from './crs.ts';
export { GeofileError, type Notice } from './errors.ts';
export type { ReadLimits, UnpackLimits } from './limits.ts';
export { type LooseDate, type LooseNumber, type LooseReason, parseLooseDate, parseLooseNumber } from './loose.ts';
export type { IssueCode, NoticeCode, RefusalCode } from './messages.ts';
export { type InspectOptions, inspectDataset, readCopy, readFeatures } from './read.ts';
export { expectJob } from './session.ts';
export { encodeGbk } from './text/encode-gbk.ts';
export type {
  CopyBatch,
  CopyColumn,
  CopyOptions,
  CrsKind,
  Dataset,
  EncodingChoice,
  FeatureIssue,
  FeatureRow,
  FieldCleaning,
  FieldInfo,
  FieldType,
  GeofileDriver,
  GeometryFamily,
  Inspection,
  LayerCrs,
  LayerInfo,
  NumberShape,
  ReadOptions,
  RowBatch,
  ScalarType,
  SourceCrs,
  Unpacked,
  UploadFile,
} from './types.ts';
export { type UnpackOptions, unpackUpload } from './unpack/index.ts';
