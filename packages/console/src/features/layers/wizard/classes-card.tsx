import { listClassValues } from '@shoutian/domain/api';
import { landClasses } from '@shoutian/domain/dictionaries';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect } from 'react';
import { ask, keyOf } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Answer, Card, DataTable, Toned } from '../../../kit/index.ts';
import { layerTexts } from '../texts.ts';
import { figure, inWords } from '../words.ts';
import { type ClassValue, foreignValues, proposedClasses } from './draft.ts';
import type { LayerStepProps } from './step-props.ts';

/** Classes of another system → survey classes; nothing to do where the file has our own codes. */
export function ClassesCard({ draft, onDraft }: LayerStepProps) {
  const t = useTexts(layerTexts);
  const column = Object.entries(draft.mapping).find(([, target]) => target === 'landCode')?.[0];
  const { inspection, pick } = draft;
  const body =
    column === undefined || inspection === null || pick === null
      ? null
      : {
          uploadId: inspection.uploadId,
          ...pick,
          field: column,
          ...(draft.encoding === null ? {} : { encoding: draft.encoding }),
        };
  const query = useQuery({
    queryKey: keyOf(listClassValues, { body: body ?? { uploadId: '', dataset: 0, layer: '', field: '' } }),
    queryFn: ({ signal }) =>
      body === null ? Promise.reject(new Error('no column')) : ask(listClassValues, { body }, signal),
    enabled: body !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data } = query;
  // The proposal is taken over once; what a person chose afterwards stays.
  useEffect(() => {
    const proposal = data && draft.classes === null ? proposedClasses(data.values) : null;
    if (proposal !== null) onDraft({ ...draft, classes: proposal });
  }, [data, draft, onDraft]);
  if (body === null) return null;
  const options = [
    { value: '', label: t('notMapped') },
    ...landClasses.map((one) => ({ value: one.code, label: `${one.code} ${inWords(one)}` })),
  ];
  return (
    <Card title={t('classes')}>
      <Answer query={query} lines={3}>
        {({ values, empty, complete }) => {
          const foreign = foreignValues(values);
          return (
            <div className="st-col">
              {foreign.length === 0 ? (
                <Toned tone="ok">{t('classesKnown', { n: values.length })}</Toned>
              ) : (
                <>
                  <span className="st-second">{t('classesText', { n: foreign.length })}</span>
                  <div className="st-layer-list">
                    <DataTable<ClassValue>
                      caption={t('classes')}
                      density="dense"
                      rows={foreign}
                      rowKey={(row) => row.value}
                      columns={[
                        { key: 'value', title: t('value'), heading: true, cut: true, cell: (row) => row.value },
                        {
                          key: 'count',
                          title: t('features'),
                          number: true,
                          width: 76,
                          cell: (row) => figure(row.count),
                        },
                        {
                          key: 'as',
                          title: t('as'),
                          width: 176,
                          cell: (row) => (
                            <Select
                              size="small"
                              showSearch={{ optionFilterProp: 'label' }}
                              aria-label={`${row.value} ${t('as')}`}
                              placeholder={t('choose')}
                              value={draft.classes?.[row.value] ?? null}
                              options={options}
                              style={{ width: 160 }}
                              onChange={(value) =>
                                onDraft({ ...draft, classes: { ...draft.classes, [row.value]: value ?? null } })
                              }
                            />
                          ),
                        },
                      ]}
                    />
                  </div>
                </>
              )}
              {empty > 0 && <Toned tone="amber">{t('classesEmpty', { n: figure(empty) })}</Toned>}
              {!complete && <Toned tone="amber">{t('classesTooMany')}</Toned>}
            </div>
          );
        }}
      </Answer>
    </Card>
  );
}
