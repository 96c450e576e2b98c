import {
  confirmPlaces,
  getSetup,
  proposePlaces,
  readPlacesWorkbook,
  savePlacesDraft,
  type TownInput,
} from '@shoutian/domain/api';
import { Button, Input, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { useAct, useEndpoint } from '../../app/index.ts';
import { sendFile } from '../../app/upload.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, ErrorSummary, Loading, useAutosave, useConfirmAct } from '../../kit/index.ts';
import { setupTexts } from './texts.ts';

/** Step 2: the national list as a proposal, corrected by people who know the names, then published. */
export function PlacesStep({ draft }: { draft: readonly TownInput[] | null }) {
  const t = useTexts(setupTexts);
  const confirm = useConfirmAct();
  const proposal = useEndpoint(proposePlaces, {}, { enabled: draft === null });
  const [towns, setTowns] = useState<readonly TownInput[] | null>(draft);
  const [complaints, setComplaints] = useState<readonly { name: string; message: string }[]>([]);
  const save = useAct(savePlacesDraft);
  const publish = useAct(confirmPlaces, { invalidate: [getSetup] });
  const workbook = useAct(readPlacesWorkbook, {
    onDone: (answer) => {
      setComplaints(answer.complaints.map((one) => ({ name: one.at ?? '', message: one.message })));
      if (answer.accepted) setTowns(answer.towns);
    },
  });
  useEffect(() => {
    if (towns === null && proposal.data) setTowns(proposal.data.towns);
  }, [towns, proposal.data]);
  const rows = towns ?? [];
  useAutosave(towns, async () => void (towns && (await save.mutateAsync({ body: { towns: [...towns] } }))));
  if (towns === null) return <Loading lines={8} />;
  const villages = rows.reduce((sum, town) => sum + town.villages.length, 0);
  const rename = (code: string, name: string) =>
    setTowns(
      rows.map((town) => ({
        ...town,
        name: town.code === code ? name : town.name,
        villages: town.villages.map((village) => (village.code === code ? { ...village, name } : village)),
      })),
    );
  const remove = (code: string) =>
    setTowns(
      rows
        .filter((town) => town.code !== code)
        .map((town) => ({ ...town, villages: town.villages.filter((village) => village.code !== code) })),
    );
  const ask = async () => {
    const words = { towns: rows.length, villages };
    if (
      await confirm({
        title: t('publishTitle', words),
        text: t('publishText'),
        verb: t('publish', { n: villages }),
        keep: t('look'),
      })
    )
      publish.mutate({ body: { towns: [...rows] } });
  };
  return (
    <Card
      title={t('placesTitle')}
      extra={
        <span className="st-row">
          <Upload
            accept=".xlsx"
            showUploadList={false}
            customRequest={({ file }) =>
              void sendFile(file as File, 'workbook').then((uploadId) => workbook.mutate({ body: { uploadId } }))
            }
          >
            <Button loading={workbook.isPending}>{t('useWorkbook')}</Button>
          </Upload>
          <Button type="primary" disabled={villages === 0} loading={publish.isPending} onClick={() => void ask()}>
            {t('publish', { n: villages })}
          </Button>
        </span>
      }
    >
      <p className="st-second">{t('placesText', { towns: rows.length, villages })}</p>
      {complaints.length > 0 && <ErrorSummary errors={complaints} />}
      <div className="st-setup-places">
        {rows.map((town) => (
          <details key={town.code}>
            <summary>
              <code>{town.code}</code> {town.name} · {town.villages.length} {t('villages')}
            </summary>
            <Place code={town.code} name={town.name} onRename={rename} onRemove={remove} />
            {town.villages.map((village) => (
              <Place key={village.code} code={village.code} name={village.name} onRename={rename} onRemove={remove} />
            ))}
          </details>
        ))}
      </div>
    </Card>
  );
}

interface PlaceProps {
  code: string;
  name: string;
  onRename: (code: string, name: string) => void;
  onRemove: (code: string) => void;
}

function Place({ code, name, onRename, onRemove }: PlaceProps) {
  return (
    <div className="st-row st-setup-place">
      <code>{code}</code>
      <Input size="small" value={name} aria-label={code} onChange={(event) => onRename(code, event.target.value)} />
      <Button size="small" type="text" aria-label={`× ${name}`} onClick={() => onRemove(code)}>
        ×
      </Button>
    </div>
  );
}
