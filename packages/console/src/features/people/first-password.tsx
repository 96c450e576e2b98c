import { App, Button, Modal } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { peopleTexts } from './texts.ts';

export interface FirstPasswordProps {
  name: string;
  password: string;
  onClose: () => void;
}

/** A password that exists in clear text on this screen only, once. */
export function FirstPassword({ name, password, onClose }: FirstPasswordProps) {
  const t = useTexts(peopleTexts);
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(password);
    message.success(t('copied'));
  };
  return (
    <Modal
      open
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={t('passwordTitle', { name })}
      footer={[
        <Button key="copy" onClick={() => void copy()}>
          {t('copy')}
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          {t('understood')}
        </Button>,
      ]}
    >
      <p>{t('passwordText')}</p>
      <output className="st-people-password">{password}</output>
    </Modal>
  );
}
