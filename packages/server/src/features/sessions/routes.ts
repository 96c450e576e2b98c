import { getEntrance, getSession } from '@shoutian/domain/api';
import { actionsOf } from '@shoutian/domain/people';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { publicRoute, route } from '../../platform/http/route.ts';
import { counties, countyAndScope } from './queries.ts';

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

export function sessionRoutes(app: FastifyInstance, platform: Platform): void {
  publicRoute(app, getEntrance, async () => {
    const all = await counties(platform.db.pool);
    return {
      ready: all.length > 0,
      demo: all.some((county) => county.demonstration),
      countyName: all[0]?.name ?? null,
    };
  });

  route(app, platform, getSession, async ({ tx, now }, _input, request) => {
    const person = await platform.actorOf(request);
    if (!person) throw new AppError('notSignedIn');
    const { county, scopeName } = await countyAndScope(tx, person.countyCode, person.scopeCode);
    return {
      person: {
        id: person.id,
        name: person.name,
        username: person.username,
        unit: person.unit,
        roles: [...person.roles],
        countyCode: person.countyCode,
        scopeCode: person.scopeCode,
        scopeName,
        countyName: county?.name ?? person.countyCode,
        mustChangePassword: person.mustChangePassword,
        twoFactor: person.twoFactor,
      },
      abilities: actionsOf(person),
      demo: county?.demonstration ?? false,
      today: shanghai.format(now),
      idleMinutes: platform.config.idleMinutes,
      tiandituKey: platform.config.tiandituKey ?? null,
    };
  });
}
