import * as api from '@shoutian/domain/api';
import { within } from '@shoutian/domain/people';
import type { FastifyInstance } from 'fastify';
import { AppError, found, unlessConflict } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/feature.ts';
import { route } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { presentCampaign } from '../present.ts';
import { type CampaignFields, campaignById, campaignPage, insertCampaign, updateCampaign } from '../queries.ts';

/** 专项行动: what a campaign is and whom it concerns; problems and batches point at it. */
export function campaignRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listCampaigns, async ({ tx, actor }, { query }) => {
    const { rows, total } = await campaignPage(tx, actor.countyCode, query);
    return { rows: rows.map((row) => presentCampaign(row, actor)), total };
  });
  route(app, platform, api.createCampaign, async (work, { body }) => {
    inOrder(body);
    const [row] = await insertCampaign(work.tx, work.actor, newId(), { ...body, closed: false }, work.now);
    const made = found(row, '专项行动');
    await work.audit({
      action: 'campaign.manage',
      subjectKind: 'campaign',
      subjectId: made.id,
      divisionCode: made.division_code,
      changes: { act: 'create', title: made.title, docNo: made.doc_no },
    });
    return presentCampaign(made, work.actor);
  });
  route(app, platform, api.editCampaign, async (work, { params, body }) => {
    const { tx, actor } = work;
    const before = found(await campaignById(tx, actor.countyCode, params.id), '专项行动');
    if (!within(before.division_code, actor.scopeCode)) throw new AppError('outsideScope');
    const fields: CampaignFields = {
      title: body.title ?? before.title,
      year: body.year ?? before.year,
      docNo: body.docNo ?? before.doc_no,
      startsOn: body.startsOn === undefined ? before.starts_on : body.startsOn,
      endsOn: body.endsOn === undefined ? before.ends_on : body.endsOn,
      responsibleUnits: body.responsibleUnits ?? before.responsible_units,
      sourceScope: body.sourceScope ?? before.source_scope,
      closed: body.closed ?? before.closed,
    };
    inOrder(fields);
    const rows = await updateCampaign(tx, actor.countyCode, params.id, body.rowVersion, fields);
    unlessConflict(rows);
    const { rowVersion: _version, ...changed } = body;
    await work.audit({
      action: 'campaign.manage',
      subjectKind: 'campaign',
      subjectId: params.id,
      divisionCode: before.division_code,
      changes: { act: 'edit', ...changed },
    });
    return presentCampaign(found(rows[0], '专项行动'), actor);
  });
}

function inOrder(row: { startsOn: string | null; endsOn: string | null }): void {
  if (row.startsOn !== null && row.endsOn !== null && row.endsOn < row.startsOn)
    throw new AppError('badInput', '结束日期早于开始日期。', { en: 'It ends before it starts.' });
}
