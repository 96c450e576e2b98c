import { Button, Tabs } from 'antd';
import {
  AreaText,
  Card,
  ClockBar,
  DetailPage,
  DueLabel,
  Facts,
  Icon,
  MissingButton,
  MissingList,
  Notice,
  PhotoPair,
  PhotoStrip,
  StateTag,
} from '../kit/index.ts';
import { afterPhoto, beforePhoto } from './samples.ts';

const missing = [
  { code: 'photo', message: '复耕后照片（同视点 2 个）：东北角缺', link: '/dev/kit?part=review' },
  { code: 'area', message: '复耕面积未填：应为 3.17 亩 ± 0.01', link: '/dev/kit?part=form' },
  { code: 'flag', message: '1 张照片的提示未处理', link: '/dev/kit?part=review' },
];
const photo = (src: string, caption: string) => ({ src, alt: caption, caption });

/** 详情 template. */
export default function PartDetail() {
  return (
    <DetailPage
      title="清溪村3组 X101东侧硬化堆场及彩钢棚"
      crumbs={[{ label: '问题整改' }, { label: '问题台账', to: '/dev/kit?part=list' }, { label: '2026-示例-0137' }]}
      tags={
        <>
          <StateTag state="rectifying" />
          <StateTag tone="amber">剩 4 天</StateTag>
          <StateTag tone="red" mark={false}>
            占永农 1.86 亩
          </StateTag>
        </>
      }
      neighbours={{ at: 5, of: 23, onPrevious: () => undefined, onNext: () => undefined }}
      actions={
        <>
          <Button icon={<Icon name="print" size={14} />}>打印卡片</Button>
          <Button icon={<Icon name="clock" size={14} />}>申请延期</Button>
          <MissingButton verb="申请销号" missing={missing} onAct={() => undefined} />
        </>
      }
      clock={
        <ClockBar
          title="60 日整改期"
          detail="2026年第2批清单 第17号 · 9月28日形成 · 11月27日到期（自然日）"
          start="2026-09-28"
          end="2026-11-27"
          warnAt={[15, 7, 3]}
          milestones={[
            { key: 'a', label: '签收告知', planned: '2026-10-08', actual: '2026-10-08' },
            { key: 'b', label: '腾空清场', planned: '2026-10-20', actual: '2026-10-19' },
            { key: 'c', label: '拆除彩钢棚', planned: '2026-11-05', actual: '2026-11-09' },
            { key: 'd', label: '破除硬化外运', planned: '2026-11-18', actual: '2026-11-20' },
            { key: 'e', label: '覆土复耕', planned: '2026-11-25' },
            { key: 'f', label: '整改到位', planned: '2026-11-27' },
          ]}
        />
      }
      left={
        <Card title="套合分析" extra="2025年度变更 · 椭球面积">
          <Facts
            facts={[
              { label: '0101 水田', value: <AreaText m2={1406.4} unit withM2 /> },
              { label: '其中永农', value: <AreaText m2={1240} pbf unit /> },
              { label: '生态红线', value: <AreaText m2={0} /> },
              { label: '批文红线', value: <AreaText m2={undefined} /> },
            ]}
          />
        </Card>
      }
      middle={
        <Card flush>
          <Tabs
            style={{ padding: '0 14px' }}
            items={['整改证据 6', '核实情况', '线索 2', '文书 4', '过程记录 31'].map((label) => ({
              key: label,
              label,
            }))}
          />
          <div className="st-col" style={{ padding: '0 14px 14px' }}>
            <div style={{ height: 220 }}>
              <PhotoPair
                before={photo(beforePhoto, '2026-08-11 09:42 · 41° · 12 m')}
                after={photo(afterPhoto, '2026-11-20 16:05 · 49° · 9 m')}
                mode="side"
              />
            </div>
            <PhotoStrip
              label="照片"
              items={[
                { key: '1', src: beforePhoto, label: '破除硬化', tone: 'ok', day: '11-16' },
                { key: '2', src: afterPhoto, label: '田块东侧', tone: 'amber', day: '11-20' },
                { key: '3', label: '后2 东北角' },
              ]}
            />
            <Notice tone="amber" title="1 张照片需要人工看一眼" actions={<a href="/dev/kit?part=review">去审查</a>}>
              「田块东侧」手机时间比服务器慢 7 分钟；拍摄点在图斑外 58 m（规则 50 m）。系统不下结论，请审查人判断。
            </Notice>
          </div>
        </Card>
      }
      right={
        <>
          <Card title="下一步" extra="责任人 李乙" lead>
            <b>申请销号：还缺 3 项</b>
            <MissingList items={missing} />
            <Button type="primary" block>
              派「复耕核验」给李乙
            </Button>
          </Card>
          <Card title="概况" extra={<a href="/dev/kit?part=form">编辑</a>}>
            <Facts
              facts={[
                { label: '违法主体', value: '某建材经营部（企业）' },
                { label: '责任单位', value: '村镇建设中心' },
                { label: '整改方式', value: '拆除复耕' },
                { label: '期限', value: <DueLabel due="2026-11-27" /> },
                { label: '案件', value: null },
              ]}
            />
          </Card>
        </>
      }
    />
  );
}
