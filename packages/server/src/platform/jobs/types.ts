import type { Actor } from '@shoutian/domain/people';
import type { LooseWork } from '../request.ts';

/** A running job as its own code sees it. Long work checks `signal` and saves checkpoints so that it can be resumed. */
export interface JobHandle<Input = unknown> extends LooseWork {
  readonly id: string;
  readonly input: Input;
  readonly actor: Actor;
  /** Aborted when a user cancels, or the server stops. */
  readonly signal: AbortSignal;
  /** What an earlier, interrupted run saved. */
  readonly checkpoint: Record<string, unknown>;
  /** Cheap to call often: written at most twice a second. */
  progress(done: number, total: number | undefined, message: string): Promise<void>;
  saveCheckpoint(state: Record<string, unknown>): Promise<void>;
}

export interface JobDefinition<Input = unknown> {
  /** The action name it carries out, such as `layer.import`. */
  readonly kind: string;
  run(job: JobHandle<Input>): Promise<Record<string, unknown>>;
}

export interface NewJob {
  kind: string;
  title: string;
  divisionCode: string;
  input: Record<string, unknown>;
}

/** A thing done by the clock for every county in use. `cron` is in Asia/Shanghai. */
export interface Schedule {
  readonly name: string;
  readonly cron: string;
  run(work: LooseWork): Promise<void>;
}

export class JobCancelled extends Error {
  constructor() {
    super('job cancelled');
    this.name = 'JobCancelled';
  }
}
