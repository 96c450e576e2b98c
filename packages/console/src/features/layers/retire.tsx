import { getLayer, listLayers, retireLayer } from '@shoutian/domain/api';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field } from '../../kit/index.ts';
import type { LayerDetail } from './layer-detail.ts';
import { layerTexts } from './texts.ts';

/** Takes a version out of force, with a reason; where it is not one's to do, the button says whose. */
export function RetireButton({ layer }: { layer: LayerDetail }) {
  const t = useTexts(layerTexts);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const act = useAct(retireLayer, {
    invalidate: [getLayer, listLayers],
    done: t('retiredDone'),
    onDone: () => setOpen(false),
  });
  if (layer.state !== 'active') return null;
  if (!layer.abilities.includes('layer.retire'))
    return <Button disabled>{`${t('retire')}（${t('byCounty')}）`}</Button>;
  const send = () => {
    setAsked(true);
    if (reason.trim() !== '') act.mutate({ params: { id: layer.id }, body: { reason: reason.trim() } });
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('retire')}
      </Button>
      <Modal
        open={open}
        title={t('retireTitle', { title: layer.title })}
        okText={t('retire')}
        cancelText={t('keep')}
        okButtonProps={{ danger: true }}
        confirmLoading={act.isPending}
        onOk={send}
        onCancel={() => setOpen(false)}
      >
        <div className="st-col">
          <p>{t('retireText')}</p>
          <Field
            name="reason"
            label={t('retireReason')}
            required
            error={asked && reason.trim() === '' ? t('retireReasonNeeded') : undefined}
          >
            <Input.TextArea
              value={reason}
              maxLength={200}
              rows={2}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        </div>
      </Modal>
    </>
  );
}
