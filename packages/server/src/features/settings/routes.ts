import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import { newId } from '../../platform/ids.ts';
import { allRules, setCalendarYear, setRule } from './commands.ts';
import { presentView } from './present.ts';
import { calendarOf, deleteView, insertView, viewsOf } from './queries.ts';
import { campaignRoutes } from './routes/campaigns.ts';

export function settingRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listViews, async ({ tx, actor }, { query }) => ({
    rows: (await viewsOf(tx, actor.countyCode, query.list)).map((row) => presentView(row, actor.id)),
  }));
  route(app, platform, api.saveView, async (work, { body }) => {
    const { tx, actor, now } = work;
    const mine = (await viewsOf(tx, actor.countyCode, body.list)).filter((view) => view.person_id === actor.id);
    if (mine.some((view) => view.name === body.name))
      throw new AppError('duplicate', `已有一个叫「${body.name}」的视图，换个名字。`, {
        en: 'A view of that name exists.',
      });
    if (mine.length >= 50)
      throw new AppError('tooLarge', '一张表最多存 50 个视图，先删掉不用的。', { en: 'At most 50 views a list.' });
    const row = await insertView(tx, actor, { id: newId(), ...body, position: mine.length }, now);
    return presentView(found(row, '视图'), actor.id);
  });
  route(app, platform, api.removeView, async ({ tx, actor }, { params }) => {
    found(await deleteView(tx, actor.countyCode, params.id), '视图');
    return { done: true };
  });
  route(app, platform, api.listRules, async (work) => ({ rows: await allRules(work) }));
  route(app, platform, api.setRule, (work, { body }) => setRule(work, body));
  route(app, platform, api.listCalendar, async ({ tx, actor }, { query }) => ({
    rows: (await calendarOf(tx, actor.countyCode, query.year)).map(({ day, kind, source_doc }) => ({
      day,
      kind,
      sourceDoc: source_doc,
    })),
  }));
  route(app, platform, api.setCalendar, async (work, { params, body }) => {
    await setCalendarYear(work, params.year, body);
    return { done: true };
  });
  campaignRoutes(app, platform);
}
