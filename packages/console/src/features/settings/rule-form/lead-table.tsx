import { problemTypes, usualLead } from '@shoutian/domain/dictionaries';
import { roles } from '@shoutian/domain/people';
import { Select } from 'antd';
import { useLanguage } from '../../../i18n/language.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { settingsTexts } from '../texts.ts';

const LEADS = ['townBuild', 'townIndustry'] as const;
const [BY_DICTIONARY, NOBODY] = ['dictionary', 'nobody'];

/** Every type of problem with its lead unit: the dictionary's, unless the county says another. */
export function LeadTable({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  const own = value !== null && typeof value === 'object' ? (value as Record<string, string | null>) : {};
  const set = (type: string, chosen: string) => {
    const { [type]: _old, ...rest } = own;
    onChange(chosen === BY_DICTIONARY ? rest : { ...rest, [type]: chosen === NOBODY ? null : chosen });
  };
  return (
    <table className="st-rule-leads">
      <tbody>
        {problemTypes.entries.map((type) => {
          const usual = usualLead(type.code);
          const chosen = own[type.code];
          return (
            <tr key={type.code}>
              <th scope="row">
                {type.code} {type[language]}
              </th>
              <td>
                <Select
                  aria-label={`${type.code} ${type[language]}`}
                  value={chosen === undefined ? BY_DICTIONARY : (chosen ?? NOBODY)}
                  options={[
                    {
                      value: BY_DICTIONARY,
                      label: t('byDictionary', { lead: usual === null ? t('townNames') : roles[usual][language] }),
                    },
                    ...LEADS.map((lead) => ({ value: lead, label: roles[lead][language] })),
                    { value: NOBODY, label: t('townNames') },
                  ]}
                  onChange={(next: string) => set(type.code, next)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
