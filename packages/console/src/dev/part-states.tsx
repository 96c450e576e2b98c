import { ApiProblem } from '@shoutian/domain/api';
import { Button } from 'antd';
import {
  Card,
  EmptyByFilter,
  EmptyState,
  ErrorState,
  KeyCaps,
  Loading,
  NoPermission,
  Notice,
  Page,
  PageTitle,
  ReadOnlyBar,
  useConfirmAct,
  useUndo,
} from '../kit/index.ts';

const silent = new ApiProblem(503, {
  code: 'unavailable',
  message: '数据库暂时没有回应，请过一会儿再试。',
  ref: '4F82',
});

/** Empty, loading, error, permission, read-only, confirm and undo. */
export default function PartStates() {
  const confirm = useConfirmAct();
  const undo = useUndo();
  return (
    <Page>
      <PageTitle title="空、加载、出错、确认" />
      <ReadOnlyBar>第 46 期月报已冻结，改动要走更正。</ReadOnlyBar>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit,minmax(min(100%,320px),1fr))', gap: 12 }}>
        <Card title="空">
          <EmptyState
            title="这周没有到期的问题"
            text="下一个到期：0150，12月2日"
            action={<Button size="small">看全部在办</Button>}
          />
        </Card>
        <Card title="筛空">
          <EmptyByFilter loosen={[{ label: '永农 ≥ 1 亩', run: () => undefined }]} onClear={() => undefined} />
        </Card>
        <Card title="加载">
          <Loading lines={4} />
        </Card>
        <Card title="出错">
          <ErrorState error={silent} onRetry={() => undefined} />
        </Card>
        <Card title="没有权限">
          <NoPermission />
        </Card>
        <Card title="提示">
          <div className="st-col">
            <Notice
              tone="red"
              title="第 44 行没有图形，整批没有入库"
              actions={
                <>
                  <button type="button" className="st-link">
                    只收其余 56 行
                  </button>
                  <button type="button" className="st-link">
                    下载错误清单
                  </button>
                </>
              }
            >
              请在文件里补上这一行的面，或勾选「拒收第 44 行」后再确认。您选的字段对应还在。
            </Notice>
            <Notice tone="amber">缺 1 份证明，可先存草稿。</Notice>
            <Notice tone="blue">坐标：.prj 写明 EPSG:4523，落在示范县内，57/57。</Notice>
            <Notice tone="ok">57 个图斑已入库。</Notice>
          </div>
        </Card>
        <Card title="确认、撤回">
          <div className="st-row st-wrap">
            <Button
              onClick={() =>
                void confirm({
                  title: '冻结第 47 期月报？',
                  text: '冻结后数字不再变，改动要走更正。',
                  verb: '冻结',
                  keep: '再看看',
                })
              }
            >
              冻结月报
            </Button>
            <Button onClick={() => undo('已把 7 宗派给钱辛', () => undefined)}>派 7 宗</Button>
            <KeyCaps keys="mod+K" /> <KeyCaps keys="g h" />
          </div>
        </Card>
      </div>
    </Page>
  );
}
