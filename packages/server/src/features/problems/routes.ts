import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';

export function problemRoutes(_app: FastifyInstance, _platform: Platform): void {}
