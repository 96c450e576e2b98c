import { type CodeOf, dictionary } from './entry.ts';

/**
 * What a site is looked for (specification 5.3, with the uses of 5.4 to 5.6). `agricultural`: the use counts as farming
 * and needs no conversion, so being outside the urban growth boundary is nothing to remark on.
 */
export const siteUses = dictionary([
  { code: 'transport', zh: '交通', en: 'Transport', agricultural: false },
  { code: 'water', zh: '水利', en: 'Water', agricultural: false },
  { code: 'industry', zh: '产业', en: 'Industry', agricultural: false },
  { code: 'publicService', zh: '公共服务', en: 'Public service', agricultural: false },
  { code: 'revitalisation', zh: '乡村振兴', en: 'Rural revitalisation', agricultural: false },
  { code: 'homestead', zh: '农村宅基地', en: 'Homestead', agricultural: false },
  { code: 'facility', zh: '设施农用地', en: 'Facility farmland', agricultural: true },
  { code: 'ruralRoad', zh: '农村道路', en: 'Rural road', agricultural: true },
  { code: 'other', zh: '其他', en: 'Other', agricultural: false },
]);
export type SiteUse = CodeOf<typeof siteUses>;
