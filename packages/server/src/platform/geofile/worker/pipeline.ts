import { GeofileError } from '../errors.ts';
import type { ReadLimits } from '../limits.ts';
import { fill, type IssueCode, issueTexts, type MessageParams } from '../messages.ts';
import type { FeatureIssue, ReadProgress } from '../types.ts';
import type { Checked, GeometryCheck } from './check.ts';
import { CopyEncoder } from './copy-encoder.ts';
import { type GeometryBuffer, LINE, POINT } from './geometry.ts';
import type { BatchBody } from './protocol.ts';
import type { RawRecord } from './record.ts';
import type { RowEncoder } from './row-encoder.ts';

const ROW_BATCH = 500;
const COPY_BATCH = 2000;
const BATCH_BYTES = 4 << 20;

export interface PipelineOptions {
  check: GeometryCheck;
  encoder: CopyEncoder | RowEncoder;
  limits: ReadLimits;
  name: string;
  /** Shapefile records are counted from 0, people count from 1. */
  numberFrom: 0 | 1;
  post: (body: BatchBody, issues: FeatureIssue[], progress: ReadProgress) => void;
}

/** From one raw record to the batch it leaves in: check, count, encode, post. */
export class Pipeline {
  readonly #o: PipelineOptions;
  readonly #progress: ReadProgress = { read: 0, refused: 0, issuesTotal: 0 };
  #issues: FeatureIssue[] = [];
  #listed = 0;

  constructor(options: PipelineOptions) {
    this.#o = options;
  }

  get read(): number {
    return this.#progress.read;
  }

  /** Takes one feature. Throws GeofileError `tooManyFeatures`. */
  readonly accept = (record: RawRecord, geometry: GeometryBuffer, problem: IssueCode | null): void => {
    const { encoder, limits, check } = this.#o;
    this.#progress.read++;
    if (this.#progress.read > limits.features)
      throw new GeofileError('tooManyFeatures', { name: this.#o.name, limit: limits.features });
    const checked = problem ? check.refuse(geometry, problem) : check.check(geometry);
    if (checked.refused) {
      this.#progress.refused++;
      this.#issue(record.fid, checked.refused, true, this.#paramsOf(checked, geometry));
    }
    for (const repair of checked.refused ? [] : checked.repairs)
      this.#issue(record.fid, repair, false, { at: checked.at });
    if (!(encoder instanceof CopyEncoder)) encoder.add(record, checked);
    else if (!checked.refused) {
      encoder.add(record, checked, (code, field, value) =>
        this.#issue(record.fid, code, false, { field: field ?? '', value: value ?? '' }),
      );
    }
    const full = encoder instanceof CopyEncoder ? COPY_BATCH : ROW_BATCH;
    if (encoder.rows >= full || encoder.size >= BATCH_BYTES || this.#issues.length >= COPY_BATCH) this.flush();
  };

  /** Posts what is left, even if only issues. */
  flush(): void {
    const { encoder, post } = this.#o;
    if (encoder.rows === 0 && this.#issues.length === 0) return;
    const body: BatchBody =
      encoder instanceof CopyEncoder ? { shape: 'copy', ...encoder.take() } : { shape: 'rows', rows: encoder.take() };
    const issues = this.#issues;
    this.#issues = [];
    post(body, issues, { ...this.#progress });
  }

  #paramsOf(checked: Checked, geometry: GeometryBuffer): MessageParams {
    const { family } = geometry;
    return {
      at: checked.at,
      type: family === POINT ? '点' : family === LINE ? '线' : '混合图形',
      count: geometry.vertices || `> ${this.#o.limits.verticesPerFeature}`,
      limit: this.#o.limits.verticesPerFeature,
    };
  }

  #issue(fid: number, code: IssueCode, refused: boolean, params: MessageParams): void {
    this.#progress.issuesTotal++;
    if (this.#listed >= this.#o.limits.issues) return;
    this.#listed++;
    const issue: FeatureIssue = {
      fid,
      code,
      refused,
      ...fill(issueTexts[code], { ...params, no: fid + 1 - this.#o.numberFrom }),
    };
    if (params['field']) issue.field = `${params['field']}`;
    if (params['value']) issue.value = `${params['value']}`;
    this.#issues.push(issue);
  }
}
