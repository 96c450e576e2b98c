import { getDivisionTree, listAssignees } from '@shoutian/domain/api';
import { Select, TreeSelect } from 'antd';
import { useEndpoint } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { settingsTexts } from '../texts.ts';

interface Node {
  value: string;
  title: string;
  children: Node[];
}
interface Division {
  code: string;
  name: string;
  children: readonly Division[];
}
const toNode = ({ code, name, children }: Division): Node => ({
  value: code,
  title: name,
  children: children.map(toNode),
});

/** Towns and villages, any number of them; a town stands for all its villages. */
export function PlaceSelect({ value, onChange }: { value: string[]; onChange: (codes: string[]) => void }) {
  const t = useTexts(settingsTexts);
  const tree = useEndpoint(getDivisionTree, { query: {} }, { staleMs: 600_000 });
  return (
    <TreeSelect
      multiple
      showSearch
      treeNodeFilterProp="title"
      treeDefaultExpandAll
      aria-label={t('places')}
      placeholder={t('anyPlace')}
      value={value}
      treeData={tree.data === undefined ? [] : [toNode(tree.data.root)]}
      onChange={(codes: string[]) => onChange(codes)}
    />
  );
}

/** Somebody of the county. A sign-in name that was typed into an older rule stays readable. */
export function PeopleSelect({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useTexts(settingsTexts);
  const people = useEndpoint(listAssignees, { query: {} }, { staleMs: 600_000 });
  const options = (people.data?.rows ?? []).map(({ id, name, unit, scopeName }) => ({
    value: id,
    label: `${name}（${unit ?? scopeName}）`,
  }));
  const known = value === null || options.some((one) => one.value === value);
  return (
    <Select
      allowClear
      showSearch
      optionFilterProp="label"
      aria-label={t('receiver')}
      placeholder={t('byVillage')}
      value={value}
      options={known ? options : [{ value, label: value }, ...options]}
      onChange={(id: string | undefined) => onChange(id ?? null)}
    />
  );
}
