import { existsSync } from 'node:fs';
import path from 'node:path';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Feature, Platform } from '../feature.ts';
import { mountUploads } from '../files/uploads.ts';
import { mountAuth } from '../identity/mount.ts';
import { installFailures } from './failures.ts';
import { installHealth } from './health.ts';

/** The bare application: everything that does not need the platform yet (its logger is what the platform logs with). */
export function newApp(options: { logLevel: string; trustProxy: boolean }): FastifyInstance {
  return Fastify({
    logger:
      options.logLevel === 'silent'
        ? false
        : {
            level: options.logLevel,
            // Logs carry no personal data: no query strings (they may hold names), no cookies, no addresses of people.
            serializers: { req: (request) => ({ method: request.method, path: request.url.split('?')[0] }) },
            redact: ['req.headers.cookie', 'req.headers.authorization'],
          },
    trustProxy: options.trustProxy,
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
  });
}

/** Assembles the application; tests and the shipped server call this same function. */
export async function assemble(
  app: FastifyInstance,
  platform: Platform,
  features: readonly Feature[],
): Promise<FastifyInstance> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  installFailures(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'img-src': ["'self'", 'data:', 'blob:', ...(platform.config.tiandituKey ? ['https://*.tianditu.gov.cn'] : [])],
        'connect-src': ["'self'", ...(platform.config.tiandituKey ? ['https://*.tianditu.gov.cn'] : [])],
        'style-src': ["'self'", "'unsafe-inline'"],
        // A town's LAN has no certificate: upgrading would make every page fail there.
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: platform.config.publicUrl.startsWith('https:'),
  });
  await app.register(compress, { global: true });
  await app.register(rateLimit, { max: 3000, timeWindow: '1 minute' });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '守田 Shoutian', version: '1' } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  installHealth(app, platform);
  await mountAuth(app, platform.auth);
  const mb = 1024 * 1024;
  await mountUploads(app, {
    db: platform.db,
    blobs: platform.blobs,
    dataDir: platform.config.dataDir,
    actorOf: platform.actorOf,
    maxBytes: {
      geofile: platform.config.maxUploadMb * mb,
      workbook: 200 * mb,
      photo: platform.config.maxPhotoMb * mb,
      document: 200 * mb,
    },
  });
  for (const feature of features) await feature.routes?.(app, platform);
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await serveApps(app, platform.config.packagesDir);
  return app;
}

/** The console at / and the phone app at /m/, each with deep links answered by its page. */
async function serveApps(app: FastifyInstance, packagesDir: string): Promise<void> {
  const apps = [
    { prefix: '/m/', root: path.join(packagesDir, 'field', 'dist') },
    { prefix: '/', root: path.join(packagesDir, 'console', 'dist') },
  ].filter(({ root }) => existsSync(root));
  let decorated = false;
  for (const { prefix, root } of apps) {
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: !decorated,
      wildcard: false,
      setHeaders: (response, file) => {
        response.header(
          'cache-control',
          file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    decorated = true;
  }
  for (const { prefix, root } of apps) {
    if (prefix === '/m/') app.get('/m', { schema: { hide: true } }, (_request, reply) => reply.redirect('/m/'));
    app.get(`${prefix}*`, { schema: { hide: true } }, (request, reply) => {
      if (request.url.startsWith('/api/') || /\.\w+$/.test(request.url.split('?')[0] ?? ''))
        return reply.callNotFound();
      return reply.header('cache-control', 'no-cache').sendFile('index.html', root);
    });
  }
}
