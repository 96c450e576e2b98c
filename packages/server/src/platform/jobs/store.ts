import type { Actor, RoleId } from '@shoutian/domain/people';
import { Role } from '@shoutian/domain/people';
import type pg from 'pg';
import { systemActor } from '../http/container.ts';
import { newId } from '../ids.ts';
import type { Tx, Work } from '../request.ts';
import type { NewJob } from './types.ts';

export interface JobRow {
  id: string;
  kind: string;
  title: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  input: Record<string, unknown>;
  checkpoint: Record<string, unknown>;
  created_by: string;
}

/** A running job whose process went silent for so long is taken up again. */
const STALE_SECONDS = 60;

export async function insertJob(work: Work, job: NewJob): Promise<string> {
  const id = newId();
  await work.tx.query(
    `insert into job (county_code, id, division_code, kind, title, state, input, created_by, created_by_name, created_at)
     values ($1, $2, $3, $4, $5, 'queued', $6, $7, $8, $9)`,
    [
      work.actor.countyCode,
      id,
      job.divisionCode,
      job.kind,
      job.title,
      JSON.stringify(job.input),
      work.actor.id,
      work.actor.name,
      work.now,
    ],
  );
  return id;
}

/** Takes a job for this process; undefined when another one has it or it was cancelled. */
export async function claimJob(tx: Tx, countyCode: string, id: string, now: Date): Promise<JobRow | undefined> {
  const stale = new Date(now.getTime() - STALE_SECONDS * 1000);
  const [row] = await tx.query<JobRow>(
    `update job set state = 'running', attempts = attempts + 1, heartbeat_at = $3, started_at = coalesce(started_at, $3::timestamptz), error = null
     where county_code = $1 and id = $2 and not cancel_requested
       and (state = 'queued' or (state = 'running' and heartbeat_at < $4))
     returning id, kind, title, state, input, checkpoint, created_by`,
    [countyCode, id, now, stale],
  );
  return row;
}

/** Heartbeat with progress; says whether a user asked to cancel meanwhile. */
export async function beat(
  tx: Tx,
  countyCode: string,
  id: string,
  now: Date,
  done: number,
  total: number | undefined,
  message: string,
): Promise<boolean> {
  const [row] = await tx.query<{ cancel_requested: boolean }>(
    `update job set heartbeat_at = $3, done = $4, total = $5, message = $6 where county_code = $1 and id = $2 returning cancel_requested`,
    [countyCode, id, now, done, total ?? null, message],
  );
  return row?.cancel_requested ?? true;
}

export async function endJob(
  tx: Tx,
  countyCode: string,
  id: string,
  now: Date,
  end: { state: 'done' | 'failed' | 'cancelled' | 'queued'; result?: unknown; error?: unknown },
): Promise<void> {
  await tx.query(
    `update job set state = $3, result = $4, error = $5, finished_at = $6, cancel_requested = false where county_code = $1 and id = $2`,
    [
      countyCode,
      id,
      end.state,
      end.result === undefined ? null : JSON.stringify(end.result),
      end.error === undefined ? null : JSON.stringify(end.error),
      end.state === 'queued' ? null : now,
    ],
  );
}

/** Jobs that nobody works on: queued ones whose message was lost, running ones whose process died. */
export async function orphanJobs(pool: pg.Pool, now: Date): Promise<{ countyCode: string; id: string }[]> {
  const { rows } = await pool.query<{ countyCode: string; id: string }>(
    `select county_code as "countyCode", id from job
     where state = 'queued' or (state = 'running' and heartbeat_at < $1) order by created_at`,
    [new Date(now.getTime() - STALE_SECONDS * 1000)],
  );
  return rows;
}

/** The person a job works for, with today's roles and scope. */
export async function actorById(pool: pg.Pool, countyCode: string, id: string): Promise<Actor> {
  if (id === 'system') return systemActor(countyCode);
  const { rows } = await pool.query<{ id: string; name: string; roles: string[]; scope_code: string }>(
    'select id, name, roles, scope_code from auth_user where id = $1 and county_code = $2 and not disabled',
    [id, countyCode],
  );
  const row = rows[0];
  if (!row) return systemActor(countyCode);
  return {
    id: row.id,
    name: row.name,
    roles: row.roles.filter((role): role is RoleId => Role.safeParse(role).success),
    countyCode,
    scopeCode: row.scope_code,
  };
}
