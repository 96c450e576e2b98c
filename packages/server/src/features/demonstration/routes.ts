import { listDemoLogins, loadDemo } from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { publicRoute } from '../../platform/http/route.ts';
import { withSetupToken } from '../setup/index.ts';
import { loadDemonstration, passwordOf } from './commands.ts';
import { county, towns, villages } from './landscape/index.ts';
import { demoPeople } from './people.ts';
import { demonstrationCounty } from './queries.ts';

const placeNames = new Map([county, ...towns, ...villages].map(({ code, name }) => [code, name]));

export function demonstrationRoutes(app: FastifyInstance, platform: Platform): void {
  publicRoute(app, listDemoLogins, async () => {
    const { name } = found(await demonstrationCounty(platform.db.pool), '演示县');
    return {
      countyName: name,
      password: passwordOf(platform),
      rows: demoPeople.map((person) => ({
        username: person.username,
        name: person.name,
        unit: person.unit,
        roles: [person.role],
        scopeName: placeNames.get(person.scopeCode) ?? person.scopeCode,
        does: person.does,
      })),
    };
  });
  publicRoute(app, loadDemo, ({ body }) =>
    withSetupToken(platform, body.setupToken, async () => {
      await loadDemonstration(platform);
      return { done: true as const };
    }),
  );
}
