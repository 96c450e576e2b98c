import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';
import { actRoutes } from './routes/acts.ts';
import { excelRoutes } from './routes/excel.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { ledgerRoutes } from './routes/ledger.ts';

export function problemRoutes(app: FastifyInstance, platform: Platform): void {
  excelRoutes(app, platform);
  exchangeRoutes(app, platform);
  ledgerRoutes(app, platform);
  actRoutes(app, platform);
}
