import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import {
  Card,
  GuardList,
  MissingButton,
  type PairMode,
  PairModeSwitch,
  PhotoPair,
  PhotoStrip,
  QueueSteps,
  StateTag,
  useKeys,
} from '../kit/index.ts';
import { afterPhoto, beforePhoto } from './samples.ts';

const photo = (src: string, caption: string) => ({ src, alt: caption, caption });
const keys = [{ keys: 'r', label: '退回补正', run: () => undefined }];

/** 审查 parts: pair, strip, reasons, decision. */
export default function PartReview() {
  const [mode, setMode] = useState<PairMode>('slide');
  const [picked, setPicked] = useState('1');
  useKeys(keys);
  return (
    <div style={{ padding: 14, height: '100%', overflow: 'auto' }} className="st-col">
      <div className="st-row st-wrap">
        <b style={{ fontSize: 16 }}>0137 清溪村3组 硬化堆场及彩钢棚</b>
        <StateTag tone="blue" mark={false}>
          拆除复耕
        </StateTag>
        <span className="st-end" />
        <QueueSteps at={3} of={8} onPrevious={() => undefined} onNext={() => undefined} />
      </div>
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit,minmax(min(100%,340px),1fr))',
          gap: 12,
          flex: 1,
        }}
      >
        <Card title="前后对照" extra={<PairModeSwitch mode={mode} onChange={setMode} />} flush>
          <div style={{ height: 420 }}>
            <PhotoPair
              mode={mode}
              before={photo(beforePhoto, '2026-08-11 09:42 · 41° · 12 m')}
              after={photo(afterPhoto, '11-25 16:05 · 49° · 9 m')}
              note="参照：远处电塔、山脊线、左侧树列三处吻合（人工勾选）"
            />
          </div>
        </Card>
        <Card
          title="系统提示"
          extra={
            <>
              <span>5 项正常</span>
              <b className="st-tone-amber">2 项请看</b>
            </>
          }
          flush
        >
          <GuardList
            guards={[
              {
                key: 'E04',
                title: '位置',
                state: 'attention',
                detail: '后4 在图斑外 58 m，规则 50 m',
                basis: '/dev/kit',
              },
              {
                key: 'E13',
                title: '缺一张',
                state: 'attention',
                detail: '东北角「后」，同视点第 2 组',
                basis: '/dev/kit',
              },
              {
                key: 'E06',
                title: '同视点',
                state: 'met',
                detail: '前1 与 后1 相距 6 m，方位差 8°',
                basis: '/dev/kit',
              },
            ]}
          />
          <div className="st-col" style={{ padding: 14 }}>
            <Checkbox defaultChecked>硬化层已破碎清走，不是盖土</Checkbox>
            <Checkbox>不是移栽摆拍</Checkbox>
            <div className="st-row">
              <Button type="primary">
                退回补正<kbd>R</kbd>
              </Button>
              <MissingButton
                verb="采信"
                keyHint="A"
                missing={[
                  { code: 'E04', message: '「位置」还没处理' },
                  { code: 'E13', message: '「缺一张」还没处理' },
                ]}
                onAct={() => undefined}
              />
            </div>
          </div>
        </Card>
      </div>
      <Card flush>
        <PhotoStrip
          label="这宗问题的照片"
          selected={[picked]}
          onPick={setPicked}
          items={[
            { key: '1', src: beforePhoto, label: '前1 西南角', tone: 'ok', day: '08-11' },
            { key: '2', src: afterPhoto, label: '后1 西南角', tone: 'ok', day: '11-25' },
            { key: '3', src: afterPhoto, label: '后4 东侧', tone: 'amber', day: '11-20' },
            { key: '4', label: '后2 东北角' },
          ]}
        />
      </Card>
    </div>
  );
}
