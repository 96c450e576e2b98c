import type {
  ConstructionStage,
  GroundFinding,
  PartyType,
  ProblemType,
  Verdict,
  VerdictSubValue,
} from '@shoutian/domain/dictionaries';
import type { CheckItem } from '@shoutian/domain/problem';
import type { Tx } from '../../../platform/request.ts';

export interface VerificationRow {
  id: string;
  clue_id: string;
  operation_id: string;
  verdict: Verdict | null;
  verdict_sub: VerdictSubValue | null;
  answers: Record<string, string | number | boolean | null>;
  checklist: CheckItem[];
  amendments: Record<string, [unknown, unknown]>;
  description: string;
  on_ground: GroundFinding | null;
  construction_stage: ConstructionStage | null;
  ongoing: boolean;
  party_type: PartyType | null;
  party_name: string | null;
  party_phone: string | null;
  type: ProblemType | null;
  built_year: number | null;
  reported_by: string;
  reported_by_name: string;
  reported_at: Date;
  review: 'accepted' | 'returned' | null;
  review_reason: string | null;
  reviewed_by: string | null;
  reviewed_by_name: string | null;
  reviewed_at: Date | null;
}

const columns = `id, clue_id, operation_id, verdict, verdict_sub, answers, checklist, amendments, description, on_ground,
  construction_stage, ongoing, party_type, party_name, party_phone, type, built_year, reported_by, reported_by_name,
  reported_at, review, review_reason, reviewed_by, reviewed_by_name, reviewed_at`;

/** Reports on a clue, newest first. */
export async function verificationsOf(tx: Tx, countyCode: string, clueId: string): Promise<VerificationRow[]> {
  return tx.prepared<VerificationRow>(
    `select ${columns} from verification where county_code = $1 and clue_id = $2 order by reported_at desc, id desc`,
    [countyCode, clueId],
  );
}

export async function verificationByOperation(
  tx: Tx,
  countyCode: string,
  operationId: string,
): Promise<VerificationRow | undefined> {
  const [row] = await tx.prepared<VerificationRow>(
    `select ${columns} from verification where county_code = $1 and operation_id = $2`,
    [countyCode, operationId],
  );
  return row;
}

export type NewVerification = Omit<
  VerificationRow,
  'amendments' | 'review' | 'review_reason' | 'reviewed_by' | 'reviewed_by_name' | 'reviewed_at'
> & { division_code: string };

export async function insertVerification(tx: Tx, countyCode: string, row: NewVerification): Promise<void> {
  await tx.prepared(
    `insert into verification (county_code, id, division_code, clue_id, operation_id, verdict, verdict_sub, answers,
       checklist, description, on_ground, construction_stage, ongoing, party_type, party_name, party_phone, type,
       built_year, reported_by, reported_by_name, reported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [
      countyCode,
      row.id,
      row.division_code,
      row.clue_id,
      row.operation_id,
      row.verdict,
      row.verdict_sub,
      JSON.stringify(row.answers),
      JSON.stringify(row.checklist),
      row.description,
      row.on_ground,
      row.construction_stage,
      row.ongoing,
      row.party_type,
      row.party_name,
      row.party_phone,
      row.type,
      row.built_year,
      row.reported_by,
      row.reported_by_name,
      row.reported_at,
    ],
  );
}

/** The decision on a report, with what the reviewer filled in; the effective values stand in the columns. */
export async function reviewVerification(
  tx: Tx,
  countyCode: string,
  row: VerificationRow,
  decision: { review: 'accepted' | 'returned'; reason: string; by: { id: string; name: string }; at: Date },
): Promise<void> {
  await tx.prepared(
    `update verification set review = $3, review_reason = $4, reviewed_by = $5, reviewed_by_name = $6, reviewed_at = $7,
       verdict = $8, verdict_sub = $9, answers = $10, description = $11, construction_stage = $12, ongoing = $13,
       party_type = $14, party_name = $15, type = $16, built_year = $17, amendments = $18
     where county_code = $1 and id = $2`,
    [
      countyCode,
      row.id,
      decision.review,
      decision.reason === '' ? null : decision.reason,
      decision.by.id,
      decision.by.name,
      decision.at,
      row.verdict,
      row.verdict_sub,
      JSON.stringify(row.answers),
      row.description,
      row.construction_stage,
      row.ongoing,
      row.party_type,
      row.party_name,
      row.type,
      row.built_year,
      JSON.stringify(row.amendments),
    ],
  );
}
