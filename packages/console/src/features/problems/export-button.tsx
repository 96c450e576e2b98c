import { Button, Dropdown, Space } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** What a list can be taken out as: the ledger's sheet at once, outlines behind the arrow. */
export type ExportFormat = 'xlsx' | 'txt' | 'geojson' | 'kml' | 'dxf';

export function ExportButton({
  label,
  busy,
  onSave,
  icon = false,
}: {
  label: string;
  busy: boolean;
  onSave: (format: ExportFormat) => void;
  icon?: boolean;
}) {
  const t = useTexts(texts);
  return (
    <Space.Compact>
      <Button
        {...(icon ? { icon: <Icon name="download" size={14} /> } : {})}
        loading={busy}
        onClick={() => onSave('xlsx')}
      >
        {label}
      </Button>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            { key: 'xlsx', label: t('asXlsx') },
            { key: 'txt', label: t('asTxt') },
            { key: 'geojson', label: t('asGeojson') },
            { key: 'kml', label: t('asKml') },
            { key: 'dxf', label: t('asDxf') },
          ],
          onClick: ({ key }) => onSave(key as ExportFormat),
        }}
      >
        <Button icon={<Icon name="down" size={14} />} aria-label={t('moreFormats')} disabled={busy} />
      </Dropdown>
    </Space.Compact>
  );
}
