import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Platform } from '../feature.ts';

/** /health: the process answers; /ready: the database answers too; /metrics: Prometheus, from this machine only. */
export function installHealth(app: FastifyInstance, platform: Platform): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  app.get('/health', { schema: { hide: true }, config: { rateLimit: false } }, async () => ({ ok: true }));
  app.get('/ready', { schema: { hide: true }, config: { rateLimit: false } }, async (request, reply) => {
    try {
      await platform.db.pool.query('select 1');
      return { ok: true };
    } catch (err) {
      request.log.error({ err }, 'database does not answer');
      return reply.status(503).send({ ok: false });
    }
  });
  app.get('/metrics', { schema: { hide: true }, config: { rateLimit: false } }, async (request, reply) => {
    // Figures about the machine are for the monitoring beside it, not for the network.
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.status(404).send({ ok: false });
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
