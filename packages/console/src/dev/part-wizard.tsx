import { Button } from 'antd';
import { useState } from 'react';
import { Card, Notice, WizardPage } from '../kit/index.ts';

/** 向导 template. */
export default function PartWizard() {
  const [now, setNow] = useState(2);
  return (
    <WizardPage
      title="2026年第二季度卫片图斑"
      crumbs={[{ label: '线索图斑' }, { label: '批次接收' }, { label: '新批次' }]}
      note="自动保存于 09:31"
      now={now}
      onBack={setNow}
      steps={[
        { key: 'file', title: '文件与来文', note: '卫片2026Q2.zip · GBK' },
        { key: 'crs', title: '坐标与字段', note: 'CGCS2000 3度带 35 · 14/15 字段' },
        { key: 'preview', title: '预览与去重', note: '57 个图斑' },
        { key: 'store', title: '入库与套合', note: '约 20 秒' },
      ]}
      phoneSummary={<Card title="摘要">57 个图斑，4 处重复待定。</Card>}
      actions={<Button>存为草稿</Button>}
      foot={
        <>
          <span className="st-second">还有 4 处待定</span>
          <Button type="primary" onClick={() => setNow(Math.min(3, now + 1))}>
            下一步：入库与套合
          </Button>
        </>
      }
    >
      <Card title="字段对应">
        <Notice tone="amber" title="GDMJ 单位像「亩」，不是「m²」">
          57 行中 56 行 × 666.67 与图形面积相符。
        </Notice>
      </Card>
    </WizardPage>
  );
}
