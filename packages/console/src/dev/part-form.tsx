import { Button, Input } from 'antd';
import { useState } from 'react';
import {
  Field,
  FieldGrid,
  FormDrawer,
  type FormError,
  MissingButton,
  Page,
  PageTitle,
  StateTag,
  useAutosave,
} from '../kit/index.ts';

/** 表单 template: marks in the rail, errors in the summary, leave question. */
export default function PartForm() {
  const [open, setOpen] = useState(true);
  const [doc, setDoc] = useState('');
  const [dirty, setDirty] = useState(false);
  const autosave = useAutosave(doc, async () => setDirty(false));
  const errors: readonly FormError[] =
    doc === ''
      ? [
          { name: 'docNo', message: '占永久基本农田 0.80 亩，没有补划文号' },
          { name: 'hut', message: '看护房 18.0 m²，超过 15 m²' },
        ]
      : [];
  return (
    <Page>
      <PageTitle title="设施农用地备案台账" actions={<Button onClick={() => setOpen(true)}>打开表单</Button>} />
      <FormDrawer
        open={open}
        onClose={() => setOpen(false)}
        title="SN-2026-039 柳湾育秧中心"
        tags={<StateTag state="toCorrect" />}
        note="v6 · 赵戊 09:12 暂存"
        dirty={dirty}
        autosave={autosave}
        errors={errors}
        actions={<Button>退回村</Button>}
        submit={
          <MissingButton
            verb="提交县汇交"
            primary
            missing={errors.map((one) => ({ code: one.name, message: one.message }))}
            onAct={() => undefined}
          />
        }
        sections={[
          {
            key: 'basic',
            title: '基本信息',
            mark: 'ok',
            body: (
              <FieldGrid>
                <Field name="name" label="项目名称" required>
                  <Input defaultValue="柳湾育秧中心" />
                </Field>
                <Field name="owner" label="经营主体">
                  <Input defaultValue="某合作社" />
                </Field>
              </FieldGrid>
            ),
          },
          {
            key: 'land',
            title: '用地与面积',
            mark: 'red',
            body: (
              <FieldGrid>
                <Field name="area" label="总面积" help="由图形算得 4,480.0 m²">
                  <Input defaultValue="6.72" suffix="亩" disabled />
                </Field>
                <Field
                  name="docNo"
                  label="补划文号"
                  required
                  error={doc === '' ? '占永农就要填。没有文号，请点「改范围」避开' : undefined}
                >
                  <Input
                    value={doc}
                    placeholder="如〔2026〕12 号"
                    onChange={(event) => {
                      setDoc(event.target.value);
                      setDirty(true);
                    }}
                  />
                </Field>
                <Field name="topsoil" label="破坏耕作层面积" warning="当地比例未确认，只提醒">
                  <Input defaultValue="0.42" suffix="亩" />
                </Field>
              </FieldGrid>
            ),
          },
          {
            key: 'items',
            title: '设施明细',
            mark: 'amber',
            body: (
              <Field name="hut" label="看护房">
                <Input defaultValue="18.0" suffix="m²" />
              </Field>
            ),
          },
          { key: 'photos', title: '照片', mark: 'grey', body: <p className="st-note">还没有照片。</p> },
        ]}
      />
    </Page>
  );
}
