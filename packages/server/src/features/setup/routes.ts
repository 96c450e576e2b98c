import * as api from '@shoutian/domain/api';
import { type Actor, can } from '@shoutian/domain/people';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { uploadById } from '../../platform/files/uploads.ts';
import { transact } from '../../platform/http/container.ts';
import { looseRoute, publicRoute, route } from '../../platform/http/route.ts';
import { passwordComplaints } from '../../platform/identity/password.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../../platform/request.ts';
import { catalogueSource, childrenOf, rowsUnder, shortPlaceName } from '../divisions/index.ts';
import * as commands from './commands.ts';
import { nestPlaces } from './places.ts';
import { anyCounty, lockCounty, setupCounts } from './queries.ts';
import { presentSetup, readSetup } from './state.ts';
import { isSetupToken, takeSetupToken } from './token.ts';
import { readPlaceRows } from './workbook.ts';

/** @throws {AppError} wrongState when a county is in use, notAllowed for a wrong setup code */
export async function admitSetup(platform: Platform, given: string): Promise<void> {
  if (await anyCounty(platform.db.pool))
    throw new AppError('wrongState', '首次设置已经做完，请登录。', { en: 'The first set-up is done: please sign in.' });
  if (!isSetupToken(platform.config.dataDir, given))
    throw new AppError('notAllowed', '设置码不对。它印在服务器启动时的窗口里，也在数据文件夹的 setup-code 文件里。', {
      en: 'Wrong setup code: the server prints it when it starts.',
    });
}

/** Runs `fn` with the code taken out of use: it comes back when `fn` fails, and is gone for good when it succeeds. */
export async function withSetupToken<T>(platform: Platform, given: string, fn: () => Promise<T>): Promise<T> {
  await admitSetup(platform, given);
  const token = takeSetupToken(platform.config.dataDir);
  if (!token)
    throw new AppError('conflict', '有人正在用这个设置码建县区，请稍等再看。', {
      en: 'Somebody is using this setup code right now.',
    });
  try {
    const result = await fn();
    token.burn();
    return result;
  } catch (error) {
    token.giveBack();
    throw error;
  }
}

async function view(work: Work): Promise<api.SetupView> {
  const county = found(await lockCounty(work.tx, work.actor.countyCode), '县区');
  return presentSetup(county, readSetup(county), await setupCounts(work.tx, county.code));
}

/** The national list as a proposal: the names as people say them. */
async function proposal(countyCode: string): Promise<api.TownInput[]> {
  const [towns, villages] = await Promise.all([rowsUnder('town', countyCode), rowsUnder('village', countyCode)]);
  const rows = [...towns, ...villages.map((row) => ({ ...row, name: shortPlaceName(row.name) }))];
  return nestPlaces(
    rows.map((row) => ({ at: row.code, code: row.code, name: row.name })),
    countyCode,
  ).towns;
}

export function setupRoutes(app: FastifyInstance, platform: Platform): void {
  const admitToCatalogue = async (request: FastifyRequest, token: string | undefined): Promise<void> => {
    const person = await platform.actorOf(request);
    if (person && can(person, 'division.manage')) return;
    await admitSetup(platform, token ?? '');
  };

  publicRoute(app, api.browseCatalogue, async ({ query }, request) => {
    await admitToCatalogue(request, query.setupToken);
    return { ...(await childrenOf(query.parent ?? '')), source: catalogueSource };
  });
  publicRoute(app, api.openSetup, async ({ body }) => {
    await admitSetup(platform, body.setupToken);
    return { done: true as const };
  });
  publicRoute(app, api.createCounty, async ({ body }) => {
    const { administrator } = body;
    const details = passwordComplaints(administrator.password, administrator.username);
    if (details.length > 0) throw new AppError('badInput', details[0]?.message, { details });
    return withSetupToken(platform, body.setupToken, async () => {
      const passwordHash = await (await platform.auth.$context).password.hash(administrator.password);
      const actor: Actor = {
        id: newId(),
        name: administrator.name,
        roles: ['admin'],
        countyCode: body.code,
        scopeCode: body.code,
      };
      await transact(platform.db, actor, new Date(), (work) =>
        commands.createCounty(
          work,
          { code: body.code, name: body.name },
          { name: administrator.name, username: administrator.username, passwordHash },
        ),
      );
      return { countyCode: body.code, username: administrator.username };
    });
  });

  route(app, platform, api.getSetup, view);
  looseRoute(app, platform, api.proposePlaces, async ({ actor }) => ({
    towns: await proposal(actor.countyCode),
    source: catalogueSource,
  }));
  route(app, platform, api.savePlacesDraft, async (work, { body }) => {
    await commands.savePlacesDraft(work, body.towns);
    return view(work);
  });
  looseRoute(app, platform, api.readPlacesWorkbook, async ({ actor, transaction }, { body }) => {
    const upload = await transaction(({ tx }) => uploadById(tx, actor.countyCode, body.uploadId));
    if (upload.purpose !== 'workbook')
      throw new AppError('badInput', '上传时选「Excel 表」。', { en: 'Upload it as a workbook.' });
    const { rows } = await readPlaceRows({
      path: platform.blobs.pathOf(upload.sha256),
      size: upload.size,
      fileName: upload.fileName,
    });
    const { towns, complaints } = nestPlaces(
      rows.filter((row) => row.code !== actor.countyCode),
      actor.countyCode,
    );
    if (complaints.length === 0) await transaction((work) => commands.savePlacesDraft(work, towns));
    return {
      accepted: complaints.length === 0,
      complaints: complaints.slice(0, 500),
      towns: complaints.length === 0 ? towns : [],
    };
  });
  route(app, platform, api.confirmPlaces, async (work, { body }) => {
    await commands.confirmPlaces(work, body.towns);
    return view(work);
  });
  route(app, platform, api.markSetupStep, async (work, { params, body }) => {
    await commands.markStep(work, params.step, body.state);
    return view(work);
  });
}
