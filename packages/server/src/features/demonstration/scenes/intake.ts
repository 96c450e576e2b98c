import * as api from '@shoutian/domain/api';
import type { Channel, DiscoveryMethod } from '@shoutian/domain/dictionaries';
import type { Book, Entry } from './book.ts';
import type { Diary } from './diary.ts';
import { type BatchKey, sights } from './parcels.ts';
import type { Player, Stage } from './stage.ts';

/** Batches with a file or a letter; what is found on patrol comes in by itself. */
type FiledKey = Exclude<BatchKey, 'patrol'>;

interface Source {
  readonly by: string;
  readonly channel: Channel;
  readonly method: DiscoveryMethod;
  readonly authority: string;
  readonly docNo: string;
  readonly received: number;
  readonly due: number;
}

const sources: Readonly<Record<FiledKey, Source>> = {
  early: {
    by: 'wangding',
    channel: 'satelliteEnforcement',
    method: 'imagery',
    authority: '示范省自然资源厅（演示）',
    docNo: '示自然资执法（演示）17号',
    received: -97,
    due: -37,
  },
  inspection: {
    by: 'wangding',
    channel: 'nationalInspectorate',
    method: 'superior',
    authority: '国家自然资源督察示范局（演示）',
    docNo: '示督〔演示〕2号',
    received: -83,
    due: -23,
  },
  recent: {
    by: 'wangding',
    channel: 'satelliteEnforcement',
    method: 'imagery',
    authority: '示范省自然资源厅（演示）',
    docNo: '示自然资执法（演示）29号',
    received: -19,
    due: 41,
  },
  hotline: {
    by: 'zhoujia',
    channel: 'hotline12345',
    method: 'publicReport',
    authority: '示范县12345热线（演示）',
    docNo: '',
    received: -9,
    due: 12,
  },
};

/** The quarter before a day, as a batch of satellite images is called. */
function quarterBefore(day: string): { year: number; zh: string } {
  const [year, quarter] = [Number(day.slice(0, 4)), Math.floor((Number(day.slice(5, 7)) - 1) / 3)];
  return quarter === 0 ? { year: year - 1, zh: '四' } : { year, zh: '一二三'.charAt(quarter - 1) };
}

function titleOf(key: FiledKey, received: string): string {
  const { year, zh } = quarterBefore(received);
  switch (key) {
    case 'early':
    case 'recent':
      return `${year}年${zh}季度卫片图斑（演示）`;
    case 'inspection':
      return `${received.slice(0, 4)}年督察反馈问题（演示）`;
    case 'hotline':
      return `12345和群众举报 ${Number(received.slice(5, 7))}月（演示）`;
  }
}

/** The four batches: from the draft with its doubles decided to the stored and overlaid clues. */
export function intake(diary: Diary, book: Book): void {
  for (const [key, source] of Object.entries(sources) as [FiledKey, Source][])
    diary.on(source.received + 1, '09:30', (stage) => takeIn(stage, book, key, source));
}

async function takeIn(stage: Stage, book: Book, key: FiledKey, source: Source): Promise<void> {
  const by = stage.as(source.by);
  const received = stage.day(source.received);
  const entries = book.entries.filter(({ parcel }) => parcel.batch === key);
  const batch = await by.call(api.createBatch, {
    body: {
      title: titleOf(key, received),
      channel: source.channel,
      discoveryMethod: source.method,
      authority: source.authority,
      docNo: source.docNo,
      receivedOn: received,
      dueOn: stage.day(source.due),
    },
  });
  if (key === 'hotline' || key === 'inspection') await byHand(by, batch.id, key, entries);
  else await fromFile(stage, by, batch.id, key, entries);
  await decideDoubles(by, batch.id, book);
  const ready = await by.call(api.getBatch, { params: { id: batch.id } });
  await by.call(api.storeBatch, { params: { id: batch.id }, body: { rowVersion: ready.rowVersion } });
  await stage.runJobs();
  const { rows } = await by.call(api.listClues, { query: { batchId: batch.id, pageSize: 200 } });
  for (const entry of entries) {
    const row = rows.find(({ monitorNo }) => monitorNo === entry.monitorNo);
    if (!row) throw new Error(`parcel ${entry.parcel.key} was not stored`);
    entry.clueId = row.id;
    entry.areaM2 = row.areaM2;
  }
}

/** The source's own file, as a county gets it. */
async function fromFile(stage: Stage, by: Player, id: string, key: FiledKey, entries: readonly Entry[]): Promise<void> {
  const source = sources[key];
  const file = {
    type: 'FeatureCollection',
    features: entries.map((entry) => ({
      type: 'Feature',
      properties: {
        JCBH: entry.monitorNo,
        CUNMC: `${entry.villageName}${entry.parcel.group}组`,
        QSX: stage.day(source.received - 400),
        HSX: stage.day(source.received - 25),
        TBLX: typeWord(entry),
        BZ: '演示',
      },
      geometry: entry.shape,
    })),
  };
  const uploadId = await by.upload(Buffer.from(JSON.stringify(file)), `${key}-演示.geojson`, 'geofile');
  await by.call(api.previewBatch, {
    params: { id },
    body: {
      uploadId,
      mapping: {
        JCBH: 'monitorNo',
        CUNMC: 'villageName',
        QSX: 'imageDateBefore',
        HSX: 'imageDateAfter',
        TBLX: 'patchType',
        BZ: 'remark',
      },
    },
  });
}

function typeWord({ parcel: { ending } }: Entry): string {
  const sight = ending.as === 'problem' ? sights[ending.story.type] : undefined;
  switch (sight?.ground) {
    case 'house':
    case 'shed':
      return '新增建（构）筑物';
    case 'hardening':
      return '推填土';
    case 'road':
      return '新增道路';
    case 'pondTrees':
      return '种植类变化';
    case undefined:
      return '光谱变化';
  }
}

const calls = ['半夜有车拉砂石，占了田。', '邻居在地里打地基。', '田里搭棚子，水沟也堵了。', '有人在田里倒建筑垃圾。'];

/** A letter or a call names places one by one; they are drawn on the map. */
async function byHand(by: Player, id: string, key: 'hotline' | 'inspection', entries: readonly Entry[]): Promise<void> {
  for (const [i, entry] of entries.entries())
    await by.call(api.addDraft, {
      params: { id },
      body: {
        geometry: entry.shape,
        point: null,
        monitorNo: entry.monitorNo,
        locationText: `${entry.villageName}${entry.parcel.group}组`,
        remark: key === 'hotline' ? `来电反映：${calls[i % calls.length]}（演示）` : `督察反馈第 ${i + 1} 项（演示）`,
        patchType: typeWord(entry),
      },
    });
}

/** A row on ground that has a problem is merged into it; on ground that was written off somebody looks first. */
async function decideDoubles(by: Player, id: string, book: Book): Promise<void> {
  const { rows } = await by.call(api.listDraft, { params: { id }, query: { only: 'undecided', pageSize: 200 } });
  for (const row of rows) {
    const ending = book.entries.find(({ monitorNo }) => monitorNo === row.monitorNo)?.parcel.ending;
    const decision = (): api.DraftDecision => {
      if (ending?.as === 'rebound')
        return { choice: 'apart', reason: '已销号地块上又有变化，先到场看过再定是否重开。' };
      if (ending?.as === 'merged')
        return { choice: 'merge', matchKind: 'problem', matchId: book.of(ending.into).problemId };
      throw new Error(`an unforeseen double: ${row.monitorNo} ${row.matches.map(({ no }) => no).join()}`);
    };
    await by.call(api.decideDraft, {
      params: { id, rowId: row.id },
      body: { decision: decision(), rowVersion: row.rowVersion },
    });
  }
}
