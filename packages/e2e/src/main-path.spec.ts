import { expect, type Page, test } from '@playwright/test';
import { dispatchTo, takeInBatch, takeInRebound } from './path/batch.ts';
import {
  acceptEvidence,
  approveForCounty,
  approveForTown,
  checkOnSite,
  openApplication,
  setPlan,
} from './path/close.ts';
import { everythingSent, openTask, recheck, reportFromPhone } from './path/field.ts';
import { acceptReport, draftList, freezeList, seeOnBoard } from './path/lists.ts';
import { askWriteOff, fillPack, proveOnPhone, reportStep, specialPhotos } from './path/proof.ts';
import { freeField, moved } from './support/ground.ts';
import { atDesk, onPhone } from './support/people.ts';

interface Problem {
  problemNo: string;
  state: string;
  ongoing: boolean;
  dueOn: string | null;
  clues: { clueNo: string }[];
}

test('five people take a satellite batch to a written-off problem, and see it rebound', async ({ browser }) => {
  // Numbers of its own each time, so that the story can be told twice to one server.
  const serial = String(Date.now()).slice(-6);
  const zhou = await atDesk(browser, 'zhoujia');
  // Over the API only what a person would see on the map or read off the screen: a free field, and the record at the
  // stations of its way. Every decision is made on the screens.
  const at = await freeField(zhou.page, '清溪村');
  const read = async (page: Page, id: string) =>
    (await (await page.request.get(`/api/problems/${id}`)).json()) as Problem;

  const made = await test.step('周甲 takes in a batch and decides its double', () =>
    takeInBatch(zhou.page, at, '2026年第三季度卫片图斑', `999901-26-${serial}1`));
  const clueId = await test.step('周甲 sends a clue to the village', () => dispatchTo(zhou.page, made, '李乙'));

  const li = await onPhone(browser, 'liyi', moved(at, 15, 11));
  await test.step('李乙 stops what goes on, reports, and looks again', async () => {
    await openTask(li.page, 'verifyClue', clueId, '到了，拍照');
    await reportFromPhone(li.page, clueId);
    await everythingSent(li.page);
    await recheck(li.page, clueId);
    await everythingSent(li.page);
  });

  const problemId = await test.step('周甲 accepts: the clue becomes a problem', () => acceptReport(zhou.page, clueId));
  const found = await read(zhou.page, problemId);
  expect(found).toMatchObject({ state: 'registered', ongoing: false, dueOn: null });
  const listId = await test.step('周甲 drafts and plans the list', () =>
    draftList(zhou.page, found.problemNo, '2026年卫片专项整改任务清单'));
  const chen = await atDesk(browser, 'chenbing');
  const due = await test.step('陈丙 forms it: the clock starts', () => freezeList(chen.page, listId));
  expect(await read(zhou.page, problemId)).toMatchObject({ state: 'rectifying', dueOn: due });

  await test.step('李乙 proves the remedy and asks for the write-off', async () => {
    const walk = async (east: number, north: number) => {
      const [longitude, latitude] = moved(at, east, north);
      await li.context.setGeolocation({ longitude, latitude, accuracy: 5 });
    };
    await proveOnPhone(li.page, problemId, walk);
    await reportStep(li.page, problemId, '拆除清场');
    await everythingSent(li.page);
    await specialPhotos(li.page, problemId);
    await everythingSent(li.page);
    const committee = await atDesk(browser, 'liyi');
    await fillPack(committee.page, problemId);
    expect(committee.faults).toEqual([]);
    await committee.context.close();
  });
  await test.step('陈丙 sees the step on the board', () => seeOnBoard(chen.page, listId, '拆除清场', found.problemNo));
  await test.step('周甲 reviews the evidence', () => acceptEvidence(zhou.page, problemId));
  await test.step('李乙 asks for the write-off', async () => {
    await askWriteOff(li.page, problemId);
    await everythingSent(li.page);
  });

  const writeOffId = await test.step('周甲 and 孙己 sign what they saw, the plan is set', async () => {
    const id = await openApplication(zhou.page, found.problemNo);
    await checkOnSite(zhou.page, id, '现场已复耕，玉米长势正常', 0);
    await setPlan(zhou.page, id);
    const sun = await atDesk(browser, 'sunji');
    await checkOnSite(sun.page, id, '到场看过，硬化层已清走', 1);
    expect(sun.faults).toEqual([]);
    return id;
  });
  await test.step('陈丙 approves for the town, 王丁 for the county', async () => {
    await approveForTown(chen.page, writeOffId);
    const wang = await atDesk(browser, 'wangding');
    await approveForCounty(wang.page, writeOffId);
    expect(wang.faults).toEqual([]);
  });
  expect(await read(zhou.page, problemId)).toMatchObject({ state: 'writtenOff' });

  await test.step('a later batch shows it again: reopened, both clues linked', async () => {
    await takeInRebound(zhou.page, at, '2026年第四季度卫片图斑', `999901-26-${serial}9`);
    await zhou.page.goto(`/problems/${problemId}?tab=clues`);
    await expect(zhou.page.getByText('反弹').first()).toBeVisible();
    const again = await read(zhou.page, problemId);
    expect(again).toMatchObject({ state: 'reopened' });
    expect(again.clues).toHaveLength(2);
    for (const clue of again.clues) await expect(zhou.page.getByText(clue.clueNo).first()).toBeVisible();
  });
  for (const { faults } of [zhou, li, chen]) expect(faults).toEqual([]);
});
