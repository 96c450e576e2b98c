import { Button, Checkbox, Input, Radio, Segmented } from 'antd';
import {
  AreaText,
  Card,
  DemoMark,
  DueLabel,
  Icon,
  type IconName,
  MissingButton,
  Page,
  PageTitle,
  StateMark,
  StateTag,
  stateLooks,
  type Tone,
  Toned,
} from '../kit/index.ts';
import { iconPaths } from '../kit/marks/icon-paths.ts';
import { token } from '../theme/tokens.ts';

const colours = [
  '--st-ink-1',
  '--st-ink-2',
  '--st-ink-3',
  '--st-green-7',
  '--st-sider',
  '--st-red',
  '--st-amber',
  '--st-blue',
  '--st-purple',
  '--map-selected',
  '--st-bg-page',
];
const tones: readonly { tone: Tone; meaning: string }[] = [
  { tone: 'red', meaning: '逾期 / 退回 / 阻断' },
  { tone: 'amber', meaning: '临期 / 提醒' },
  { tone: 'ok', meaning: '正常 / 完成' },
  { tone: 'blue', meaning: '办理中' },
  { tone: 'purple', meaning: '反弹 / 重开' },
  { tone: 'grey', meaning: '草稿 / 未启动' },
];

/** Colours, words, states, figures, buttons, icons. */
export default function PartMarks() {
  return (
    <Page>
      <PageTitle title="守田 视觉规范" note="一份 tokens.css" />
      <Card title="颜色">
        <div className="st-row st-wrap">
          {colours.map((name) => (
            <div key={name} style={{ width: 108 }}>
              <div
                style={{ height: 40, background: token(name), border: '1px solid var(--st-line-2)', borderRadius: 4 }}
              />
              <div className="st-note">{name.replace('--st-', '').replace('--', '')}</div>
              <div className="st-note">{token(name)}</div>
            </div>
          ))}
        </div>
      </Card>
      <Card title="状态：形状＋文字＋颜色">
        <div className="st-col">
          {tones.map(({ tone, meaning }) => (
            <div key={tone} className="st-row st-wrap">
              <StateMark tone={tone} size={18} />
              <span style={{ width: 160 }}>{meaning}</span>
              <Toned tone={tone} strong>
                {meaning.split(' / ')[0]}
              </Toned>
              {Object.entries(stateLooks)
                .filter(([, look]) => look.tone === tone)
                .map(([key]) => (
                  <StateTag key={key} state={key} />
                ))}
            </div>
          ))}
          <div className="st-row">
            <StateTag tone="grey" mark={false}>
              存量
            </StateTag>
            <StateTag tone="grey" mark={false}>
              卫片 2
            </StateTag>
            <DemoMark />
            <StateTag state="stateFromANewerServer" />
          </div>
        </div>
      </Card>
      <Card title="数字写法">
        <div className="st-row st-wrap" style={{ gap: 24 }}>
          <AreaText m2={2280} unit withM2 />
          <AreaText m2={1240} pbf unit />
          <span>
            没有 <AreaText m2={0} pbf />
          </span>
          <span>
            没填 <AreaText m2={null} />
          </span>
          <span>
            没算 <AreaText m2={undefined} />
          </span>
          <AreaText m2={null} notApplicable />
          <DueLabel due="2026-11-18" />
          <DueLabel due="2026-11-23" />
          <DueLabel due="2026-11-27" />
          <DueLabel due="2026-12-20" />
          <DueLabel due={null} />
        </div>
      </Card>
      <Card title="按钮、输入">
        <div className="st-row st-wrap">
          <Button type="primary">主操作（每页一个）</Button>
          <Button>次要</Button>
          <Button danger>退回</Button>
          <Button danger type="primary">
            作废
          </Button>
          <Button type="link">文字按钮</Button>
          <MissingButton
            verb="申请销号"
            onAct={() => undefined}
            missing={[
              { code: 'photo', message: '东北角复耕后照片', link: '/dev/kit?part=review' },
              { code: 'area', message: '复耕面积', link: '/dev/kit?part=form' },
              { code: 'flag', message: '1 条提示未处理' },
            ]}
          />
          <MissingButton verb="条件放行" byOthers="县级" onAct={() => undefined} />
          <Input style={{ width: 140 }} defaultValue="3.17" suffix="亩" />
          <Input style={{ width: 140 }} defaultValue="18.0" suffix="m²" status="error" />
          <Checkbox defaultChecked>多选</Checkbox>
          <Radio checked>单选</Radio>
          <Segmented className="st-seg" options={['图＋表', '仅表']} />
        </div>
      </Card>
      <Card title="图标">
        <div className="st-row st-wrap" style={{ gap: 18 }}>
          {(Object.keys(iconPaths) as IconName[]).map((name) => (
            <span key={name} style={{ textAlign: 'center', width: 64 }}>
              <Icon name={name} size={22} />
              <div className="st-note">{name}</div>
            </span>
          ))}
        </div>
      </Card>
    </Page>
  );
}
