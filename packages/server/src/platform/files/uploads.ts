import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Actor } from '@shoutian/domain/people';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Db } from '../db/index.ts';
import { AppError, found } from '../errors.ts';
import { transact } from '../http/container.ts';
import { newId } from '../ids.ts';
import type { Tx } from '../request.ts';
import { type BlobStore, recordBlob } from './blobs.ts';

const Purpose = z.enum(['geofile', 'workbook', 'photo', 'document']);
const Metadata = z.object({ filename: z.string().min(1).max(255), purpose: Purpose });
export type UploadPurpose = z.infer<typeof Purpose>;

export interface UploadOptions {
  db: Db;
  blobs: BlobStore;
  dataDir: string;
  actorOf: (request: FastifyRequest) => Promise<(Actor & { readonly mustChangePassword?: boolean }) | undefined>;
  maxBytes: Record<UploadPurpose, number>;
}

/**
 * Resumable upload (tus 1.0) at /api/uploads. A finished upload becomes a blob and a row of `upload`; its id comes back
 * in the header `shoutian-upload-id` of the last PATCH, and is what other endpoints take.
 */
export async function mountUploads(app: FastifyInstance, options: UploadOptions): Promise<void> {
  const directory = path.join(options.dataDir, 'tus');
  await mkdir(directory, { recursive: true });
  const actors = new WeakMap<object, Actor>();
  const biggest = Math.max(...Object.values(options.maxBytes));
  const tus = new TusServer({
    path: '/api/uploads',
    datastore: new FileStore({ directory }),
    maxSize: biggest,
    respectForwardedHeaders: false,
    relativeLocation: true,
    async onUploadCreate(_request, upload) {
      const metadata = Metadata.safeParse(upload.metadata);
      if (!metadata.success) throw { status_code: 400, body: '上传缺少文件名或用途。' };
      if ((upload.size ?? 0) > options.maxBytes[metadata.data.purpose])
        throw { status_code: 413, body: '文件太大，请分批上传。' };
      return { metadata: { ...upload.metadata, id: newId() } };
    },
    async onUploadFinish(request, upload) {
      const actor = actors.get(rawOf(request));
      if (!actor) throw { status_code: 401, body: '登录已失效，请重新登录。' };
      const id = await settle(options, actor, directory, upload.id, upload.metadata ?? {});
      return { headers: { 'shoutian-upload-id': id } };
    },
  });
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const actor = await options.actorOf(request);
      if (!actor) throw new AppError('notSignedIn');
      if (actor.mustChangePassword) throw new AppError('passwordChange');
      actors.set(request.raw, actor);
      reply.hijack();
      await tus.handle(request.raw, reply.raw);
    };
    scope.all('/api/uploads', { schema: { hide: true } }, handler);
    scope.all('/api/uploads/*', { schema: { hide: true } }, handler);
  });
}

function rawOf(request: unknown): object {
  const runtime = (request as { runtime?: { node?: { req?: object } } }).runtime;
  return runtime?.node?.req ?? (request as object);
}

async function settle(
  options: UploadOptions,
  actor: Actor,
  directory: string,
  tusId: string,
  metadata: Record<string, string | null>,
): Promise<string> {
  const file = path.join(directory, tusId);
  const id = await keepUpload(options, actor, new Date(), createReadStream(file), Metadata.parse(metadata));
  await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
  return id;
}

/** Keeps received bytes as a blob and a row of `upload`. @returns the id that other endpoints take */
export async function keepUpload(
  { db, blobs }: Pick<UploadOptions, 'db' | 'blobs'>,
  actor: Actor,
  at: Date,
  bytes: Readable,
  { filename, purpose }: { filename: string; purpose: UploadPurpose },
): Promise<string> {
  const blob = await blobs.put(bytes);
  const id = newId();
  await transact(db, actor, at, async ({ tx, now }) => {
    await recordBlob(tx, actor.countyCode, blob, 'application/octet-stream');
    await tx.prepared(
      'insert into upload (county_code, id, sha256, file_name, size, purpose, created_by, created_at) values ($1,$2,$3,$4,$5,$6,$7,$8)',
      [actor.countyCode, id, blob.sha256, filename, blob.size, purpose, actor.id, now],
    );
  });
  return id;
}

export interface UploadRow {
  id: string;
  sha256: string;
  fileName: string;
  size: number;
  purpose: UploadPurpose;
}

/** @throws {AppError} notFound for an upload that is not there or is somebody else's */
export async function uploadById(tx: Tx, countyCode: string, id: string): Promise<UploadRow> {
  const [row] = await tx.prepared<UploadRow>(
    `select id, sha256, file_name as "fileName", size::float8 as size, purpose from upload where county_code = $1 and id = $2`,
    [countyCode, id],
  );
  return found(row, '上传的文件');
}
