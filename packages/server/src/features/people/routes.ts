import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import * as commands from './commands.ts';
import { newPassword } from './password.ts';
import { presentAssignee, presentPerson } from './present.ts';
import { assignees, peoplePage, personById } from './queries.ts';

export function personRoutes(app: FastifyInstance, platform: Platform): void {
  /** Hashing takes a tenth of a second on purpose: done before the transaction, which the embedded database has one of. */
  const handOver = async (): Promise<{ password: string; hash: string }> => {
    const password = newPassword();
    return { password, hash: await (await platform.auth.$context).password.hash(password) };
  };

  route(app, platform, api.listAssignees, async ({ tx, actor }, { query }) => {
    const rows = await assignees(tx, actor.countyCode, {
      scope: actor.scopeCode,
      roles: query.role,
      covering: query.covering,
      q: query.q,
    });
    return { rows: rows.map(presentAssignee), total: rows.length };
  });
  route(app, platform, api.listPeople, async ({ tx, actor, now }, { query }) => {
    const { rows, total } = await peoplePage(tx, actor.countyCode, query, now);
    return { rows: rows.map((row) => presentPerson(row, actor.id)), total };
  });
  route(app, platform, api.getPerson, async ({ tx, actor, now }, { params }) =>
    presentPerson(found(await personById(tx, actor.countyCode, params.id, now), '人员'), actor.id),
  );
  looseRoute(app, platform, api.createPerson, async ({ actor, transaction }, { body }) => {
    const { password, hash } = await handOver();
    const row = await transaction((work) => commands.createPerson(work, body, hash));
    return { person: presentPerson(row, actor.id), password };
  });
  looseRoute(app, platform, api.resetPassword, async ({ actor, transaction }, { params, body }) => {
    const { password, hash } = await handOver();
    const row = await transaction((work) => commands.resetPassword(work, params.id, hash, body.reason));
    return { person: presentPerson(row, actor.id), password };
  });
  route(app, platform, api.editPerson, async (work, { params, body }) =>
    presentPerson(await commands.editPerson(work, params.id, body), work.actor.id),
  );
  const acts = [
    [api.disablePerson, commands.disablePerson],
    [api.enablePerson, commands.enablePerson],
    [api.unlockPerson, commands.unlockPerson],
    [api.endSessions, commands.endSessions],
    [api.resetTwoFactor, commands.resetTwoFactor],
  ] as const;
  for (const [endpoint, act] of acts) {
    route(app, platform, endpoint, async (work, { params, body }) =>
      presentPerson(await act(work, params.id, body.reason), work.actor.id),
    );
  }
}
